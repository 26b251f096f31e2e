using BotCoach.Deals;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;

namespace BotCoach.Tests.Admin;

/// <summary>The list of deals: whose they are, what the address filters, and the file that comes of it.</summary>
public sealed class DealListTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Each_filter_stands_in_the_address_and_leaves_what_it_says(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await house.DealAsync(house.Rita, "Acme rollout", d => (d.Account, d.SalesTeam) = ("Acme", "North"));
        await house.DealAsync(house.Sam, "Globex", d => d.StageId = "two");
        await house.DealAsync(house.Sam, "Initech", d => (d.Status, d.ClosedAt) = (DealStatus.Lost, TestBook.Now));
        await house.DealAsync(house.Otto, "Umbrella");
        using var monas = await house.Host.BrowserOfAsync(house.Mona);
        foreach (var (query, shown) in new (string, string[])[]
        {
            ("", ["Acme rollout", "Globex"]), ("?q=ROLL%20acme", ["Acme rollout"]), ("?owner=sam", ["Globex"]), ("?team=nor", ["Acme rollout"]), ("?stage=two", ["Globex"]), ("?status=lost", ["Initech"]),
            ("?status=all&owner=sam", ["Globex", "Initech"]), ("?status=nonsense", ["Acme rollout", "Globex"]), ("?q=nothing", []), ("?q=umbrella&status=all", []),
        })
        {
            await monas.OpenAsync($"/admin/deals{query}");
            foreach (var name in new[] { "Acme rollout", "Globex", "Initech", "Umbrella" })
                Assert.Equal((query, name, shown.Contains(name)), (query, name, monas.Html.Contains($">{name}</a>", StringComparison.Ordinal)));
        }
        await monas.OpenAsync("/admin/deals?status=all");
        await monas.FollowAsync("Globex");
        monas.Sees("Evaluation (2 of 3)");
        Assert.Contains("aria-current=\"page\">Deals", monas.Html);
        using var adas = await house.Host.BrowserOfAsync(house.Ada);
        await adas.OpenAsync("/admin/deals");
        adas.Sees("Umbrella");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_name_is_found_in_any_case_on_either_database_with_letters_of_any_language(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var jorg = await house.Host.RepAsync("Jörg Äpfel", house.Mona);
        await house.DealAsync(jorg, "Globex", d => d.SalesTeam = "Österreich");
        await house.DealAsync(house.Rita, "Initech");
        using var browser = await house.Host.BrowserOfAsync(house.Mona);
        foreach (var query in new[] { "owner=JÖRG", "owner=äPFEL", "team=ÖSTER", "team=öst&owner=jörg" })
        {
            await browser.OpenAsync($"/admin/deals?{query}");
            Assert.Equal((query, true, false), (query, browser.Html.Contains(">Globex</a>", StringComparison.Ordinal), browser.Html.Contains(">Initech</a>", StringComparison.Ordinal)));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task More_than_a_page_is_told_page_by_page_each_deal_once(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        for (var i = 0; i < 60; i++) await house.DealAsync(house.Rita, $"Deal {i:00}.");
        using var browser = await house.Host.BrowserOfAsync(house.Mona);
        await browser.OpenAsync("/admin/deals?owner=rita");
        var first = browser.Html;
        await browser.FollowAsync("Older");
        browser.Sees("That is all.");
        Assert.Contains("owner=rita", browser.At);
        Assert.All(Enumerable.Range(0, 60), i => Assert.True(first.Contains($">Deal {i:00}.<", StringComparison.Ordinal) ^ browser.Html.Contains($">Deal {i:00}.<", StringComparison.Ordinal), $"Deal {i:00}"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_file_holds_what_the_filter_leaves_its_formulas_are_defused_and_taking_it_is_audited(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await house.DealAsync(house.Rita, "=HYPERLINK(\"http://evil.example\")", d => (d.Account, d.Amount, d.NextStep) = ("+49 30", 12_500.5m, "@sum(a1)"));
        await house.DealAsync(house.Sam, "Globex");
        using var browser = await house.Host.BrowserOfAsync(house.Mona);
        await browser.OpenAsync("/admin/deals?owner=rita");
        await browser.PressAsync("All of it as a CSV file");
        var lines = browser.Html.TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("deal,account,owner,sales team,stage,status,amount,currency,close date", lines[0]);
        Assert.StartsWith("\"'=HYPERLINK(\"\"http://evil.example\"\")\",\"'+49 30\",Rita,,Discovery,open,12500.5,USD,", lines[1]);
        Assert.Contains(",\"'@sum(a1)\",", lines[1]);
        Assert.Equal(2, lines.Length);
        Assert.Contains("deals: taken as a file", await house.Host.AuditedAsync());
    }
}
