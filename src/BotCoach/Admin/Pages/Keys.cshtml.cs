using BotCoach.People;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin.Pages;

/// <summary>The keys by which other systems come in: made here and shown this once, and taken back.</summary>
public sealed class KeysModel(BotCoachDb db, ApiKeys keys) : ConsolePage
{
    public const string Path = "/admin/settings/keys";

    public override Role Needs => Role.Admin;

    public FormView New { get; private set; } = new(ApiKeys.Form, new Dictionary<string, string>());
    public IReadOnlyList<ApiKey> Keys { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Makers { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>The key that was just made.</summary>
    public string? Made { get; private set; }

    /// <summary>Where it is sent to, where it is a recorder's or a web form's.</summary>
    public string? SignsFor { get; private set; }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var typed = FormView.Read(Request.Form);
        var (key, faults) = await keys.MakeAsync(typed.GetValueOrDefault, Visitor.Actor, Visitor.Now);
        (Made, Errors) = (key, faults);
        if (key is null) New = new FormView(ApiKeys.Form, faults, typed);
        return await ShowAsync();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid key) =>
        await keys.RevokeAsync(key, Visitor.Actor, Visitor.Now) ? Say("Nobody comes in by that key any more.", Path) : NotFound();

    public string Used(ApiKey key) => key.UsedAt is { } at ? Visitor.When(at) : "never";

    public static string May(ApiKey key) => string.Join(", ", ApiScopes.All.Where(s => key.May(s.Scope)).Select(s => s.Scope));

    private async Task<IActionResult> ShowAsync()
    {
        SignsFor = Made is not null && db.ApiKeys.Local.FirstOrDefault(k => db.Entry(k).State == EntityState.Added) is { Signing: not null } key ? $"/api/v1/{(key.May(ApiScopes.SignLeads) ? "leads" : "calls")}?key={key.Id}" : null;
        Keys = [.. db.ApiKeys.Local.Where(k => db.Entry(k).State == EntityState.Added), .. await keys.AllAsync()];
        var makers = Keys.Select(k => k.MadeBy).Distinct().ToList();
        Makers = await db.People.Where(p => makers.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name);
        return Page();
    }
}
