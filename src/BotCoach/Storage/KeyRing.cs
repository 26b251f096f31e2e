using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BotCoach.Storage;

/// <summary>
/// The keys of cookies and stored secrets, in the database, so that any instance can read what another one wrote; wrapped by the setting
/// <c>Secrets:Key</c> when it is given, so that the database alone opens nothing.
/// </summary>
internal sealed class KeyRing(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var keys = scope.ServiceProvider.GetRequiredService<BotCoachDb>().RingKeys.AsNoTracking().OrderBy(k => k.Name);
        return [.. keys.AsEnumerable().Select(k => XElement.Parse(k.Xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.RingKeys.Add(new RingKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}

/// <summary>Adds the key ring to a host.</summary>
public static class KeyRingSetup
{
    public static IServiceCollection AddKeyRing(this IServiceCollection services, string? secret)
    {
        services.AddDataProtection().SetApplicationName("BotCoach");
        // Would read the ring before the host listens, and build the model for it; whoever first needs a key reads it.
        services.Remove(services.Single(s => s.ImplementationType?.Name == "DataProtectionHostedService"));
        services.AddSingleton(new KeyWrap(secret));
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(host => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new KeyRing(host.GetRequiredService<IServiceScopeFactory>());
            options.XmlEncryptor = host.GetRequiredService<KeyWrap>() is { IsSet: true } wrap ? wrap : null;
        }));
        return services;
    }
}
