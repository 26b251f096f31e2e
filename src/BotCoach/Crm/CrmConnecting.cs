using BotCoach.Channels;
using BotCoach.Crm.Wire;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Crm;

/// <summary>Connects a company with its CRM, or gives a new token to one that is; and parts them again, whereby deals and their history stay.</summary>
internal sealed class CrmConnecting(BotCoachDb db, IEnumerable<IDealSource> sources, CrmKeys keys, Audit audit)
{
    /// <summary>Why it cannot be connected; null: it is, and its dry run begins, or what was interrupted goes on.</summary>
    public async Task<string?> ConnectAsync(string kind, SourceAccess access, Actor actor, DateTimeOffset now)
    {
        if (sources.FirstOrDefault(s => s.Kind == kind) is not { } source) return $"There is no CRM “{kind}”. There are {string.Join(", ", sources.Select(s => s.Kind))}.";
        foreach (var host in new[] { access.Host, access.LoginHost }.OfType<string>()) if (WrongWith(host, source) is { } wrong) return wrong;
        if (access.Token is null && (access.ClientId is null || (access.RefreshToken is null && access.ClientSecret is null))) return "A token is missing, or what it takes to get one: a refresh token with the client's id and secret.";
        if (await AdminAsync(actor) is not { } admin) return "There is no admin in this company yet: say hello to the bot first.";
        var link = await db.CrmLinks.FirstOrDefaultAsync(l => l.Kind == kind);
        if (link is null) db.CrmLinks.Add(new CrmLink { WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), Kind = kind, Secret = keys.Protect(access), State = CrmState.Checking, ToldTo = admin, MadeAt = now, NextAt = now });
        else
        {
            (link.Secret, link.Why, link.Misses) = (keys.Protect(access), null, 0);
            link.Revision++;
            if (link.State == CrmState.Refused) (link.State, link.NextAt) = (link.GoesOn, now);
        }
        audit.Did(actor, $"{source.Name}: connected", db.WorkspaceId, now);
        return null;
    }

    /// <summary>False: it is not connected.</summary>
    public async Task<bool> PartAsync(string kind, Actor actor, DateTimeOffset now)
    {
        if (await db.CrmLinks.AsNoTracking().FirstOrDefaultAsync(l => l.Kind == kind) is not { } link) return false;
        await db.CrmWriteBacks.Where(w => w.LinkId == link.Id).ExecuteDeleteAsync();
        await db.CrmConflicts.Where(c => c.LinkId == link.Id).ExecuteDeleteAsync();
        await db.CrmErrors.Where(e => e.LinkId == link.Id).ExecuteDeleteAsync();
        await db.CrmDeals.Where(d => d.LinkId == link.Id).ExecuteDeleteAsync();
        await db.CrmLinks.Where(l => l.Id == link.Id).ExecuteDeleteAsync();
        audit.Did(actor, $"{kind}: disconnected", db.WorkspaceId, now);
        return true;
    }

    /// <summary>A token goes to the CRM's own addresses alone, or to this machine.</summary>
    private static string? WrongWith(string host, IDealSource source) => SafeAddress.Of(host) is { AbsolutePath: "/", Query: "" } uri && (uri.IsLoopback || source.IsItsOwn(uri)) ? null
        : $"“{host}” is no address of {source.Name}’s, like {source.UsualHost ?? $"https://YOUR-COMPANY.{(source.Kind == "salesforce" ? "my.salesforce.com" : "pipedrive.com")}"}.";

    private async Task<Guid?> AdminAsync(Actor actor) => actor.PersonId
        ?? (await db.People.AsNoTracking().Where(p => p.Role == Role.Admin && p.MergedInto == null).OrderBy(p => p.CreatedAt).FirstOrDefaultAsync())?.Id;
}
