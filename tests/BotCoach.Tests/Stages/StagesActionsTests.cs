using BotCoach.Channels;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Stages;

public sealed class StagesActionsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Typing_stages_shows_those_of_the_default_process_each_with_a_button(Db kind)
    {
        await using var host = await StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("/coach stages");
        rita.Sees("How we sell: New business");
        rita.Sees("3. Discovery");
        rita.Sees("7. Handoff, onboarding, expansion (after the win)");
        Assert.Equal(7, rita.LastMessage!.Labels.Count(l => l == "Show"));
        await rita.PressesAsync("SMB velocity");
        rita.Sees("for deals of segment smb");
        await rita.TypesAsync("/coach stages new business");
        rita.Sees("for all other deals");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stages_page_says_what_it_proves_and_what_counts_as_evidence(Db kind)
    {
        await using var host = await StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("/coach stages");
        await rita.PressesAsync("Show", inRow: "5. Business case");
        rita.Sees("Prove that the buying group, and not just our contact");
        rita.Sees("The buyer has agreed\n• They put their own numbers into the business case");
        rita.Sees("A quantified business case is agreed. (what counts: business case, linked; or their words from a recap)");
        rita.Sees("Also to be known\n• A champion is named");
        rita.Sees("Whose numbers are in the business case, ours or theirs?");
        rita.Sees("Healthy time: up to 21 days (smb 7, enterprise 45); flagged at twice that");
        await rita.PressesAsync("Next");
        rita.Sees("6. Proposal, negotiation and close");
        await rita.PressesAsync("Previous");
        rita.Sees("5. Business case");
        await rita.PressesAsync("All stages");
        rita.Sees("How we sell: New business");
        Assert.Single(rita.Chat);
    }

    [Theory, OnSqlite]
    public async Task Every_page_of_both_processes_can_be_shown(Db kind)
    {
        await using var host = await StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        foreach (var process in (string[])["new business", "smb"])
        {
            await rita.TypesAsync($"/coach stages {process}");
            var list = rita.LastMessage!;
            foreach (var show in list.Message.AllButtons.Where(b => b.Label == "Show").ToList())
            {
                await rita.PressesAsync(list, show);
                rita.Sees("To move on");
                await rita.PressesAsync("All stages");
            }
        }
    }

    [Theory, OnSqlite]
    public async Task A_button_of_a_stage_that_is_gone_says_so(Db kind)
    {
        await using var host = await StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("/coach stages");
        var process = rita.LastMessage!.Message.AllButtons.First().Value.Split(':')[0];
        foreach (var value in (string[])[$"{Guid.NewGuid()}:discovery", $"{process}:no-such", "rubbish", ""])
        {
            await rita.PressesAsync(rita.LastMessage!, new Button("Show", "stage.show", value));
            rita.Sees("no longer part of the process");
        }
    }

    [Theory, OnSqlite]
    public async Task A_company_without_any_process_begins_with_the_built_in_ones_and_where_none_is_published_it_is_said(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("/coach stages");
        rita.Sees("How we sell: New business");
        await host.DoAsync(services => services.GetRequiredService<BotCoachDb>().ProcessVersions.ExecuteUpdateAsync(set => set.SetProperty(v => v.State, VersionState.Retired)));
        await rita.TypesAsync("/coach stages");
        rita.Sees("No process is published yet");
    }

    private static async Task<CoachHost> StartAsync(Db kind)
    {
        var host = await CoachHost.StartAsync(kind);
        await host.DoAsync(services => services.GetRequiredService<StageShelf>().EnsureBuiltInAsync(host.Clock.Now));
        return host;
    }
}
