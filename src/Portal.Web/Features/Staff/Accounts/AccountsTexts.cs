namespace Portal.Web.Features.Staff.Accounts;

/// <summary>Marks the texts of these pages.</summary>
public sealed class AccountsTexts;
