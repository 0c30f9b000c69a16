namespace Portal.Web.Features.Staff.Imports;

/// <summary>A file that somebody chose, kept in memory until it is read in or the page is left; never on disk.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="CommandId">Makes a double click one import.</param>
public sealed record ChosenFile(string Name, byte[] Content, Guid CommandId);
