using System.Net;
using System.Text.Json;
using BotCoach.Cli;
using BotCoach.Metrics;
using BotCoach.Tests.Admin;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using NodaTime;

namespace BotCoach.Tests.Metrics;

/// <summary>What currencies are worth: as an admin says, and never otherwise.</summary>
public sealed class CurrencyTests
{
    private const string Save = "Save what currencies are worth";

    [Theory, OnSqlite, OnPostgres]
    public async Task Figures_stay_per_currency_and_a_total_by_the_given_rates_stands_beside_naming_what_has_none(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        foreach (var (name, amount, currency) in new[] { ("Acme", 1_000m, "USD"), ("Globex", 2_000m, "EUR"), ("Initech", 500m, "CHF"), ("Hooli", 100m, "GBP") })
            await house.DealAsync(house.Rita, name, d => (d.CreatedAt, d.Amount, d.Currency, d.CloseOn) = (TestBook.Now.AddDays(-40), amount, currency, new LocalDate(2026, 3, 20)));
        using ConsoleBrowser adas = await house.Host.BrowserOfAsync(house.Ada), monas = await house.Host.BrowserOfAsync(house.Mona);
        await monas.OpenAsync("/pipeline");
        monas.Sees("4 deals, 500 CHF + 2,000 EUR + 100 GBP + 1,000 USD");
        monas.DoesNotSee("together");

        await adas.OpenAsync("/admin/settings");
        await adas.PressAsync(Save, ("own", "usd"), ("rates", "EUR 1.10 from 2026-01-15\ngbp = 1,3 since 2026-03-01\nEUR 1.02 from 2025-01-01"));
        adas.Sees("What currencies are worth is saved.");
        Assert.Contains("rate given: EUR 1.1 from 2026-01-15", await house.Host.AuditedAsync());

        await monas.OpenAsync("/pipeline");
        monas.Sees("500 CHF + 2,000 EUR + 100 GBP + 1,000 USD; together 3,330 USD (EUR at 1.1 from 15 Jan 2026; GBP at 1.3 from 1 Mar 2026; CHF has no rate and is left out)");
        await monas.OpenAsync("/pipeline?asof=2026-02-20");
        monas.Sees("together 3,200 USD (EUR at 1.1 from 15 Jan 2026; CHF and GBP have no rate and are left out)");
        await monas.OpenAsync("/forecast");
        monas.Sees("2026-Q1 0 USD 3 deals, 3,330 USD 666 USD");
        monas.Sees("1 deal, 2,000 EUR 400 EUR");
        await monas.OpenAsync("/forecast?csv=together");
        Assert.Contains("2026-Q1,USD,0,3,3330,666,", monas.Html);
        var open = (await JsonAsync(house.Host)).GetProperty("all").GetProperty("open_converted");
        Assert.Equal((3_330m, "CHF", "2026-01-15"), (open.GetProperty("sum").GetDecimal(), open.GetProperty("missing")[0].GetString(), open.GetProperty("rates")[0].GetProperty("since").GetString()));
    }

    [Theory, OnSqlite]
    public async Task What_cannot_be_a_rate_is_refused_with_a_sentence_and_nothing_is_kept(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        using var adas = await house.Host.BrowserOfAsync(house.Ada);
        foreach (var (rates, sentence) in new[]
        {
            ("EUR 0 from 2026-01-15", "EUR: a rate is a number above 0, such as 1.08, not “0”."), ("EUR -2 from 2026-01-15", "not “-2”."), ("EUR much from 2026-01-15", "not “much”."), ("EUR 1,234 from 2026-01-15", "not “1,234”."),
            ("EUR 1e3 from 2026-01-15", "not “1e3”."), ("Euro 1.1 from 2026-01-15", "“Euro” is no currency that I know."), ("USD 1 from 2026-01-15", "USD is your own currency: it needs no rate."), ("EUR 1.1", "EUR: write the day from which the rate holds, such as EUR 1.1 from 2026-03-02."),
            ("EUR 1.1 from May", "EUR: write the day"), ("EUR 1.1 from 2027-01-01", "EUR: 2027-01-01 is too far ahead."), ("EUR 1.1 from 0026-01-01", "is too long ago."), ("EUR 1.1 from 2026-01-15\nEUR 1.2 from 2026-01-15", "EUR has two rates from 2026-01-15 on. Keep one."), ("EUR", "write a currency, its rate and the day"),
        })
        {
            await adas.OpenAsync("/admin/settings");
            await adas.PressAsync(Save, ("rates", rates));
            adas.Sees(sentence);
        }
        await adas.OpenAsync("/admin/settings");
        await adas.PressAsync(Save, ("own", "Dollars"));
        adas.Sees("“Dollars” is no currency that I know. Write its code, such as USD or EUR.");
        Assert.Equal(("USD", 0), await BookAsync(house.Host));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task In_chat_an_admin_gives_the_same_and_rates_into_another_currency_are_not_taken_over(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await house.Mona.TypesAsync("currencies");
        house.Mona.Sees("Only an admin can say what currencies are worth.");
        await house.Ada.TypesAsync("currencies");
        await house.Ada.FillsAsync(("rates", "GBP 1.27 from 2026-03-01"));
        house.Ada.Sees("Your company’s currency is USD. 1 rate: GBP 1.27 from 2026-03-01.");
        await house.Ada.TypesAsync("currencies");
        await house.Ada.FillsAsync(("own", "EUR"));
        house.Ada.Sees("Your rates say what a currency is worth in USD. Write them anew for EUR, or leave them away.");
        await house.Ada.FillsAsync(("own", "EUR"), ("rates", "GBP 1.16 from 2026-03-01"));
        Assert.Equal(("EUR", 1), await BookAsync(house.Host));
        var audited = await house.Host.AuditedAsync();
        foreach (var line in new[] { "company's currency: USD → EUR", "rate taken away: GBP 1.27 from 2026-03-01", "rate given: GBP 1.16 from 2026-03-01", "refused: the company's currencies" }) Assert.Contains(line, audited);
        using var monas = await house.Host.BrowserOfAsync(house.Mona);
        await monas.OpenAsync("/admin/settings");
        monas.DoesNotSee("Currencies");
        Assert.Equal(HttpStatusCode.OK, monas.Status);
    }

    private static async Task<(string Own, int Rates)> BookAsync(CoachHost host)
    {
        var book = await host.ReadAsync(db => new CurrencyRates(db).BookAsync());
        return (book.Own, book.Rates.Count);
    }

    private static async Task<JsonElement> JsonAsync(CoachHost host)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        Assert.Equal(0, await MetricsCommand.RunAsync(host.App.Services, MetricsOptions.Of(["--json"]).Options!, output, errors, CancellationToken.None));
        return JsonDocument.Parse(output.ToString()).RootElement;
    }
}
