using BotCoach.Metrics;
using BotCoach.People;
using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Cli;

/// <summary><c>metrics</c>: a company's figures, for a terminal or as JSON. It reads, and changes nothing.</summary>
internal static class MetricsCommand
{
    public static Task<int> RunAsync(CommandLine line) => HostedCommand.RunAsync<MetricsOptions>(line, MetricsOptions.Help, MetricsOptions.Of, RunAsync);

    /// <summary>The same with services and writers given, as tests use it.</summary>
    internal static async Task<int> RunAsync(IServiceProvider services, MetricsOptions options, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var (company, wrong) = await Companies.FindAsync(services, options.Workspace, cancel);
        if (company is null)
        {
            await errors.WriteLineAsync(wrong);
            return 2;
        }
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(company.Id);
        var cut = new MetricsCut(options.AsOf ?? Today(company, scope.ServiceProvider), options.From);
        var table = await scope.ServiceProvider.GetRequiredService<MetricsReading>().OfAsync(cut, options.By);
        var rates = await scope.ServiceProvider.GetRequiredService<CurrencyRates>().BookAsync();
        var (ramp, ofTeams) = await scope.ServiceProvider.GetRequiredService<RampReading>().OfAsync(cut);
        var handoffs = await scope.ServiceProvider.GetRequiredService<HandoffReading>().OfAsync(cut);
        await output.WriteLineAsync(options.Json ? MetricsPrint.Json(table, options.By, rates, ramp, options.By == MetricsBy.Team ? ofTeams : null, handoffs) : MetricsPrint.Text(table, options.By, rates, ramp, handoffs));
        return 0;
    }

    private static LocalDate Today(Workspace company, IServiceProvider services) =>
        Instant.FromDateTimeOffset(services.GetRequiredService<TimeProvider>().GetUtcNow()).InZone(company.DateZone).Date;
}
