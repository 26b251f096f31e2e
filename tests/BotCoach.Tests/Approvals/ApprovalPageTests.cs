using BotCoach.Tests.Admin;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using static BotCoach.Tests.Approvals.ApprovalTests;

namespace BotCoach.Tests.Approvals;

/// <summary>What the console shows of approvals: on the deal's page beside the buyer's timeline, and among the figures.</summary>
public sealed class ApprovalPageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_deals_page_has_the_question_and_the_pipeline_has_the_figures(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await house.AtWorkAsync();
        var id = await house.DealAsync(house.Rita, "Acme", d => (d.CloseOn, d.NextStep, d.NextStepOn) = (new(2026, 3, 13), "Send the contract", new(2026, 3, 5)));
        await AskAsync(house.Rita, "acme", [("kind", "Discount"), ("discount", "15"), ("gets", "A reference by Friday")]);
        using var browser = await house.Host.BrowserOfAsync(house.Rita);
        await browser.OpenAsync($"/deals/{id}");
        foreach (var words in (string[])["Terms asked for", "Their timeline closes Fri 13 Mar; next step: Send the contract, Thu 5 Mar", "15 % discount, for: A reference by Friday", "Waiting for Mona."]) browser.Sees(words);
        house.Host.Clock.Advance(TimeSpan.FromHours(1));
        await house.Mona.PressesAsync("Approve");
        await browser.OpenAsync($"/deals/{id}");
        browser.Sees("Approved by Mona, today at 10:00. It took 1 working hour.");
        browser.Sees("Asked for a discount: 15 % discount. Approved by Mona");
        await browser.OpenAsync("/pipeline");
        browser.Sees("A decision over terms takes 1 decided, too few to say");
        browser.Sees("Terms approved, of those decided 1 of 1, too few for a rate");
    }
}
