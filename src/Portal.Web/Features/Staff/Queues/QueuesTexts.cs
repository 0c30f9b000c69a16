namespace Portal.Web.Features.Staff.Queues;

/// <summary>Marks the texts of the work queues.</summary>
public sealed class QueuesTexts;
