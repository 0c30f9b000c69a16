namespace Portal.Web.Features.Staff.Accounts;

/// <summary>Marks the words for what each permission allows: one for every value.</summary>
public sealed class PermissionTexts;
