using BotCoach.Channels;
using BotCoach.Metrics;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Recaps;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin.Pages;

/// <summary>What can be set in chat, by the same forms and the same verbs: one's own time, and for admins the company's own: its country, what rules have to earn, calls, currencies.</summary>
public sealed class SettingsModel(BotCoachDb db, SettingsActions settings, RuleActions rules, RuleRecords records, Calendars calendars, CallTermsActions calls, CurrencyActions currencies, CurrencyRates rates) : ConsolePage
{
    private const string Path = "/admin/settings";

    public FormView Own { get; private set; } = null!;
    public FormView? Terms { get; private set; }
    public FormView? Calls { get; private set; }
    public FormView? Currencies { get; private set; }
    public IReadOnlyList<string> Places { get; private set; } = [];

    public Task OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostOwnAsync()
    {
        var typed = FormView.Read(Request.Form);
        return await settings.ChangedAsync(Visitor.Submits("home.settings", "", typed)) is FormErrors faults ? await ShowAsync(own: new(typed, faults)) : Say("Your settings are saved.", Path);
    }

    public async Task<IActionResult> OnPostTermsAsync()
    {
        var typed = FormView.Read(Request.Form);
        return await rules.TermsSetAsync(Visitor.Submits("rule.terms", "", typed)) is FormErrors faults ? await ShowAsync(terms: new(typed, faults)) : Say("What a rule has to earn is saved.", Path);
    }

    public async Task<IActionResult> OnPostCallsAsync()
    {
        var typed = FormView.Read(Request.Form);
        return await calls.SetAsync(Visitor.Submits("recap.terms", "", typed)) is FormErrors faults ? await ShowAsync(calls: new(typed, faults)) : Say("What becomes of calls is saved.", Path);
    }

    public async Task<IActionResult> OnPostCurrenciesAsync()
    {
        var typed = FormView.Read(Request.Form);
        return await currencies.SetAsync(Visitor.Submits("money.rates", "", typed)) is FormErrors faults ? await ShowAsync(money: new(typed, faults)) : Say("What currencies are worth is saved.", Path);
    }

    private async Task<IActionResult> ShowAsync(Sent? own = null, Sent? terms = null, Sent? calls = null, Sent? money = null)
    {
        var person = Visitor.Person;
        Own = View(SettingsMessage.Form(person, Visitor.Workspace, await calendars.OfAsync(person), Visitor.Now, ""), own);
        if (Visitor.IsAdmin)
        {
            Terms = View(RuleForms.Terms(await records.TermsAsync()), terms);
            Calls = View(CallTermsActions.Form(Visitor.Workspace), calls);
            Currencies = View(CurrencyMessage.Form(await rates.BookAsync(), Visitor.CompanyToday), money);
            var here = Visitor.Workspace.Id;
            Places = [.. (await db.Installations.AsNoTracking().Where(i => i.WorkspaceId == here).OrderBy(i => i.AddedAt).ToListAsync()).Select(PersonWords.Place)];
        }
        Errors = (own ?? terms ?? calls ?? money)?.Faults.Errors ?? Errors;
        return Page();
    }

    private static FormView View(Form form, Sent? sent) => new(form, sent?.Faults.Errors ?? new Dictionary<string, string>(), sent?.Typed);

    /// <summary>What was typed into a form, and what is wrong with it.</summary>
    private sealed record Sent(IReadOnlyDictionary<string, string> Typed, FormErrors Faults);
}
