using BotCoach.Benchmarks;

return args switch
{
    ["import", .. var rest] => await ImportBenchmark.RunAsync(rest),
    ["start", .. var rest] => await StartBenchmark.RunAsync(rest),
    ["bare", .. var rest] => await ServeBareAsync(rest),
    ["import-run", var connection, .. var files] => await ImportRunner.RunAsync(connection, files),
    ["import-click", var connection, var team] => await Clicker.RunAsync(connection, team),
    ["start"] => await StartBenchmark.RunAsync(),
    ["bare", .. var rest] => await StartBenchmark.BareAsync(rest),
    _ => Usage(),
};

static async Task<int> ServeBareAsync(string[] args)
{
    await StartBenchmark.BareAsync(args);
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("dotnet run -c Release --project tests/BotCoach.Benchmarks -- import [sqlite|postgres] | start");
    return 2;
}
