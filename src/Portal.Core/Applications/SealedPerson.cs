namespace Portal.Core.Applications;

/// <summary>
/// The personal data of an application as it is stored: encrypted, with keyed hashes to find it by. Plain values
/// exist only in memory, inside a use case.
/// </summary>
/// <param name="Nik">Encrypted NIK.</param>
/// <param name="BirthDate">Encrypted birth date.</param>
/// <param name="Phone">Encrypted phone, or null.</param>
/// <param name="NikHash">Keyed hash of the NIK.</param>
/// <param name="PhoneHash">Keyed hash of the phone, or null.</param>
public sealed record SealedPerson(byte[] Nik, byte[] BirthDate, byte[]? Phone, byte[] NikHash, byte[]? PhoneHash);
