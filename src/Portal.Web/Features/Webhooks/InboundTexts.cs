namespace Portal.Web.Features.Webhooks;

/// <summary>Texts that answer messages to the office's number.</summary>
public sealed class InboundTexts;
