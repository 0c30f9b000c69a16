using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Privacy;

/// <summary>
/// Keeps the keys of ASP.NET Core Data Protection (cookies, form tokens) in the database, so that every node reads what
/// another has signed and a restart signs nobody out. They are encrypted like a field of personal data: whoever
/// holds a dump but not the master key can forge no cookie.
/// </summary>
public static class DataProtectionStore
{
    private const string What = "data_protection.key";

    /// <summary>Data Protection with its keys in the database.</summary>
    public static void AddPortalDataProtection(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("portal");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new Repository(provider.GetRequiredService<IDbContextFactory<PortalDbContext>>());
            options.XmlEncryptor = new Encryptor(provider.GetRequiredService<PersonalDataVault>());
        }));
    }

    private sealed class Repository(IDbContextFactory<PortalDbContext> databases) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements()
        {
            using var db = databases.CreateDbContext();
            return [.. db.DataProtectionKeys.AsNoTracking().Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
        }

        public void StoreElement(XElement element, string friendlyName)
        {
            using var db = databases.CreateDbContext();
            db.DataProtectionKeys.Add(new DataProtectionKey { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
            db.SaveChanges();
        }
    }

    private sealed class Encryptor(PersonalDataVault vault) : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement)
        {
            var value = vault.Seal(plaintextElement.ToString(SaveOptions.DisableFormatting), What, Guid.Empty);
            return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(value)), typeof(Decryptor));
        }
    }

    // Named in the stored key, and made by Data Protection with the service provider.
    private sealed class Decryptor(IServiceProvider services) : IXmlDecryptor
    {
        public XElement Decrypt(XElement encryptedElement) =>
            XElement.Parse(services.GetRequiredService<PersonalDataVault>().Open(Convert.FromBase64String(encryptedElement.Value), What, Guid.Empty));
    }
}
