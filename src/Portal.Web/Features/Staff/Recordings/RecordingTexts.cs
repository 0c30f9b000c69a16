namespace Portal.Web.Features.Staff.Recordings;

/// <summary>Names the texts of the recording station: Indonesian only.</summary>
public sealed class RecordingTexts;
