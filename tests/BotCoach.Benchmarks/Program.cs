using BotCoach.Benchmarks;

return args switch
{
    ["import", .. var rest] => await ImportBenchmark.RunAsync(rest),
    ["import-run", var connection, .. var files] => await ImportRunner.RunAsync(connection, files),
    ["import-click", var connection, var team] => await Clicker.RunAsync(connection, team),
    ["import-look", var connection, var team] => await Clicker.LookAsync(connection, team),
    ["slack"] => await SlackBenchmark.IgnoredAsync(5) + await SlackBenchmark.ClickAsync(5, 30),
    ["slack", "ignored"] => await SlackBenchmark.IgnoredAsync(5),
    ["slack", "click"] => await SlackBenchmark.ClickAsync(5, 30),
    ["slack-host", var connection, var port] => await SlackHost.ServeAsync(connection, int.Parse(port)),
    ["slack-seed", var connection] => await SlackHost.Company.SeedAsync(connection).ContinueWith(_ => 0),
    ["slack-clicks", var connection, var clicks, var atOnce] => await Profile.ClicksAsync(connection, int.Parse(clicks), int.Parse(atOnce)),
    ["slack-bare", var port] => await SlackHost.BareAsync(int.Parse(port)),
    ["teams"] => await TokenBenchmark.RunAsync() + await TeamsBenchmark.MessageAsync(5, 30),
    ["teams", "token"] => await TokenBenchmark.RunAsync(),
    ["teams", "message"] => await TeamsBenchmark.MessageAsync(5, 30),
    ["teams-seed", var connection] => await TeamsHost.Company.SeedAsync(connection).ContinueWith(_ => 0),
    ["teams-messages", var connection, var words, var messages, var atOnce] => await Profile.MessagesAsync(connection, words, int.Parse(messages), int.Parse(atOnce)),
    ["teams-host", var connection, var port, var keys] => await TeamsHost.ServeAsync(connection, int.Parse(port), keys),
    ["sweep", "again"] => await SweepBenchmark.RunAsync(null),
    ["sweep", .. var deals] => await SweepBenchmark.RunAsync(deals.Length == 0 ? 1_000_000 : int.Parse(deals[0])),
    ["sweep-run", var connection, var chore] => await SweepRunner.RunAsync(connection, chore),
    ["sweep-live", var connection, var seconds] => await SweepRunner.LiveAsync(connection, int.Parse(seconds)),
    ["briefs"] => await BriefBenchmark.RunAsync(instances: 2, people: 12_000),
    ["briefs", var instances, var people] => await BriefBenchmark.RunAsync(int.Parse(instances), int.Parse(people)),
    ["digest", .. var managers] => await DigestBenchmark.RunAsync(managers.Length == 0 ? 300 : int.Parse(managers[0])),
    ["judge"] => JudgeBenchmark.Run(),
    ["outbox"] => await OutboxBenchmark.RunAsync(3, 1_000_000, 60_000),
    ["outbox", var rounds, var pending, var many] => await OutboxBenchmark.RunAsync(int.Parse(rounds), int.Parse(pending), int.Parse(many)),
    ["outbox-ours", var connection, var rounds, var pending, var many] => await OutboxBenchmark.OursAsync(connection, int.Parse(rounds), int.Parse(pending), int.Parse(many)),
    ["rollout", "again"] => await RolloutBenchmark.RunAsync(null),
    ["rollout-run", var connection, var rounds] => await RolloutBenchmark.PreviewsAsync(connection, int.Parse(rounds)),
    ["rollout", .. var deals] => await RolloutBenchmark.RunAsync(deals.Length == 0 ? 100_000 : int.Parse(deals[0])),
    ["metrics", "again"] => await MetricsBenchmark.RunAsync(null),
    ["metrics-run", var connection, var what, var rounds] => await MetricsBenchmark.FiguresAsync(connection, what, int.Parse(rounds)),
    ["metrics", .. var deals] => await MetricsBenchmark.RunAsync(deals.Length == 0 ? 1_000_000 : int.Parse(deals[0])),
    ["leads", .. var leads] => await LeadBenchmark.RunAsync(leads.Length == 0 ? 5_000 : int.Parse(leads[0]), leads.Length < 2 ? 100_000 : int.Parse(leads[1])),
    ["crm"] => await CrmBenchmark.RunAsync(100_000, "sqlite"),
    ["crm", var which, .. var deals] => await CrmBenchmark.RunAsync(deals.Length == 0 ? 100_000 : int.Parse(deals[0]), which),
    ["crm-fake", var deals] => await CrmBenchmark.FakeAsync(int.Parse(deals)),
    ["crm-run", var connection, var url] => await CrmBenchmark.SyncAsync(connection, url),
    ["answers"] => AnswersBenchmark.Run(),
    ["console"] => await ConsoleBenchmark.RunAsync(),
    ["recap"] => RecapBenchmark.Run(),
    ["recap", "fit"] => RecapFit.Run(),
    ["start"] => await StartBenchmark.RunAsync(),
    ["bare", .. var rest] => await StartBenchmark.BareAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("dotnet run -c Release --project tests/BotCoach.Benchmarks -- import [sqlite|postgres] | start | slack [ignored|click] | teams [message|token] | judge | briefs [INSTANCES PEOPLE] | digest [MANAGERS] | sweep [DEALS|again] | outbox [ROUNDS PENDING COUNT] | rollout [DEALS|again] | metrics [DEALS|again] | leads [LEADS DEALS] | console | answers | recap [fit] | crm [sqlite|postgres [DEALS]]");
    return 2;
}
