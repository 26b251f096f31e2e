using System.Text.Json;
using BotCoach.Crm.Wire;
using Microsoft.AspNetCore.DataProtection;

namespace BotCoach.Crm;

/// <summary>What CRMs let us in by: kept unreadable without the host's ring of keys, and never said again.</summary>
internal sealed class CrmKeys(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("crm-access");

    public string Protect(SourceAccess access) => _protector.Protect(JsonSerializer.Serialize(access));

    public SourceAccess Read(CrmLink link) => JsonSerializer.Deserialize<SourceAccess>(_protector.Unprotect(link.Secret))!;
}
