using BotCoach.Crm;
using BotCoach.Crm.Wire;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Cli;

/// <summary><c>crm</c>: connects a company with its CRM, or parts them. The host, which may be running, does the rest.</summary>
internal static class CrmCommand
{
    public static Task<int> RunAsync(CommandLine line) => HostedCommand.RunAsync<CrmOptions>(line, CrmOptions.Help, CrmOptions.Of, (s, o, output, errors, cancel) => RunAsync(s, o, Environment.GetEnvironmentVariable, output, errors, cancel));

    /// <summary>The same with services, environment and writers given, as tests use it.</summary>
    internal static async Task<int> RunAsync(IServiceProvider services, CrmOptions options, Func<string, string?> environment, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var (company, wrong) = await Companies.FindAsync(services, options.Workspace, cancel);
        if (company is null) return await RefuseAsync(errors, wrong!);
        var (units, actor) = (new ImportUnits(services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<TimeProvider>()), Actor.CommandLine);
        if (!options.Connects)
        {
            var parted = await units.InUnitAsync(company.Id, s => s.GetRequiredService<CrmConnecting>().PartAsync(options.Kind, actor, units.Clock), cancel);
            if (!parted) return await RefuseAsync(errors, $"“{options.Kind}” is not connected.");
            await output.WriteLineAsync($"{options.Kind} is disconnected. The deals stay.");
            return 0;
        }
        var usual = services.GetRequiredService<IEnumerable<IDealSource>>().FirstOrDefault(s => s.Kind == options.Kind);
        if (options.Access(usual?.UsualHost, environment) is not { } access) return await RefuseAsync(errors, $"Say where it is: --host https://…; see crm --help.");
        if (await units.InUnitAsync(company.Id, s => s.GetRequiredService<CrmConnecting>().ConnectAsync(options.Kind, access, actor, units.Clock), cancel, why => why is null) is { } refused) return await RefuseAsync(errors, refused);
        var link = await units.InUnitAsync(company.Id, s => s.GetRequiredService<BotCoachDb>().CrmLinks.AsNoTracking().SingleAsync(l => l.Kind == options.Kind, cancel), cancel);
        await output.WriteLineAsync($"{usual!.Name} is connected. Its dry run is told in chat, and nothing changes until Start is pressed there.");
        if (access.HookSecret is not null) await output.WriteLineAsync($"Webhooks go to /crm/{link.Kind}/{link.Id} of the host's own address.");
        return 0;
    }

    private static async Task<int> RefuseAsync(TextWriter errors, string sentence)
    {
        await errors.WriteLineAsync(sentence);
        return 2;
    }
}
