using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Metrics;

/// <summary>The company's own currency and the rates into it, as its admin gives them: in chat and in the console, by the same verb.</summary>
public sealed class CurrencyActions(BotCoachDb db, CurrencyRates rates, FormDoor door, Audit audit)
{
    private const string OnlyAdmins = "Only an admin can say what currencies are worth.";

    public async Task<Reply> AskAsync(Turn turn) => !audit.IsAdmin(turn, "the company's currencies") ? Reply.Words(OnlyAdmins)
        : await door.OpenAsync(turn, CurrencyMessage.Form(await rates.BookAsync(), await TodayAsync(turn.Now)), new Button("Change them", "money.rates"), "Your company’s currency, and what others are worth in it.");

    public async Task<Reply> SetAsync(Turn turn)
    {
        if (!audit.IsAdmin(turn, "the company's currencies")) return FormErrors.Whole(OnlyAdmins);
        var before = await rates.BookAsync();
        var (said, errors) = CurrencyRules.Read(turn.Field(CurrencyRules.Own), turn.Field(CurrencyRules.Rates), before, await TodayAsync(turn.Now));
        if (said is null) return new FormErrors(errors);
        await KeepAsync(before, said);
        foreach (var change in ChangesOf(before, said)) audit.Did(turn.Actor, change, db.WorkspaceId, turn.Now);
        return Reply.Words(CurrencyMessage.Said(said));
    }

    /// <summary>A rate that stands there unchanged stays as it is.</summary>
    private async Task KeepAsync(RateBook before, RateBook said)
    {
        if (said.Own != before.Own) await db.Workspaces.Where(w => w.Id == db.WorkspaceId).ExecuteUpdateAsync(set => set.SetProperty(w => w.Currency, said.Own));
        var gone = before.Rates.Except(said.Rates).ToList();
        foreach (var rate in gone) await db.CurrencyRates.Where(r => r.Currency == rate.Currency && r.Since == rate.Since).ExecuteDeleteAsync();
        foreach (var rate in said.Rates.Except(before.Rates)) db.CurrencyRates.Add(new CurrencyRate { WorkspaceId = db.WorkspaceId, Currency = rate.Currency, Since = rate.Since, Rate = rate.Rate });
    }

    private static IEnumerable<string> ChangesOf(RateBook before, RateBook said) =>
    [
        .. said.Own == before.Own ? (string[])[] : [$"company's currency: {before.Own} → {said.Own}"],
        .. before.Rates.Except(said.Rates).Select(r => $"rate taken away: {CurrencyRules.Written(r)}"),
        .. said.Rates.Except(before.Rates).Select(r => $"rate given: {CurrencyRules.Written(r)}"),
    ];

    private async Task<LocalDate> TodayAsync(DateTimeOffset now) => now.DayIn(await db.CompanyZoneAsync());
}
