using BotCoach.Cli;
using BotCoach.Crm;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeCrm;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Crm;

/// <summary>A company with a CRM beside it, and the few things that its tests do again and again.</summary>
public sealed class CrmHouse(CoachHost host, CrmServer crm, Driver admin, string kind) : IAsyncDisposable
{
    public CoachHost Host => host;
    public CrmServer Crm => crm;
    public CrmWorld World => crm.World;
    public Driver Admin => admin;

    public static async Task<CrmHouse> OpenAsync(Db db, ICrmDialect dialect, string kind, int? perSecond = null)
    {
        var host = await CoachHost.StartAsync(db);
        var crm = await CrmServer.StartAsync(dialect, host.Clock);
        crm.PerSecond = perSecond;
        var admin = await host.AdminAsync("Ada");
        await admin.TypesAsync("crm");
        admin.Sees("No CRM is connected");
        return new CrmHouse(host, crm, admin, kind);
    }

    public async Task<(int Code, string Output, string Errors)> CommandAsync(string line, params (string Name, string Value)[] environment)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var (options, wrong) = CrmOptions.Of(line.Split(' '));
        if (options is null) return (2, "", wrong!);
        var code = await CrmCommand.RunAsync(host.App.Services, options, name => environment.FirstOrDefault(e => e.Name == name).Value, output, errors, default);
        return (code, output.ToString(), errors.ToString());
    }

    public Task<(int Code, string Output, string Errors)> ConnectAsync(params (string Name, string Value)[] more) => CommandAsync($"connect {kind} --host {crm.Url}", [("CRM_TOKEN", crm.Token), .. more]);

    /// <summary>Connected, looked through, and started: in step.</summary>
    public async Task BeginAsync(params (string Name, string Value)[] more)
    {
        await ConnectAsync(more);
        await RunAsync();
        await admin.PressesAsync("Start");
        await RunAsync();
    }

    /// <summary>Until nothing is due at this instant, and over the seconds that its rate asks for.</summary>
    public async Task RunAsync(int seconds = 3)
    {
        await host.JumpAsync(TimeSpan.FromSeconds(seconds));
    }

    /// <summary>Until its next poll, and that.</summary>
    public async Task PollAsync()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await RunAsync();
    }

    /// <summary>Ann, who owns the deals there, in her working time, with write-back on or off.</summary>
    public async Task<Driver> AnnAsync(bool writesBack = false, params (string Name, string Value)[] more)
    {
        var ann = await host.PersonAsync("Ann", Role.Rep, p => p.Email = "ann@acme.test");
        await host.JumpAsync(TimeSpan.FromHours(2));
        await BeginAsync(more);
        if (!writesBack) return ann;
        await admin.TypesAsync("crm");
        await host.RunDueAsync();
        await admin.PressesAsync("Write back");
        return ann;
    }

    /// <summary>Ann sets the next step by her own press.</summary>
    public async Task StepAsync(Driver ann, FakeDeal deal, string step, NodaTime.LocalDate? on = null)
    {
        var id = (await DealAsync(deal)).Id;
        await host.DoAsync(async s => await s.GetRequiredService<DealMoves>().SetNextStepAsync(
            await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == id), new NextStep(step, on, null, Side.Us, false), new Actor(ann.PersonId, Role.Rep, "fake", By.Click), host.Clock.Now));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    public Task<CrmLink> LinkAsync() => host.ReadAsync(db => db.CrmLinks.AsNoTracking().SingleAsync());

    public Task<Deal> DealAsync(FakeDeal deal) => host.ReadAsync(db => db.Deals.AsNoTracking().SingleAsync(d => db.CrmDeals.Any(c => c.TheirId == deal.Id && c.DealId == d.Id)));

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await crm.DisposeAsync();
    }
}
