using BotCoach.Benchmarks;

return args switch
{
    ["import", .. var rest] => await ImportBenchmark.RunAsync(rest),
    ["import-run", var connection, .. var files] => await ImportRunner.RunAsync(connection, files),
    ["import-click", var connection, var team] => await Clicker.RunAsync(connection, team),
    ["import-look", var connection, var team] => await Clicker.LookAsync(connection, team),
    ["start"] => await StartBenchmark.RunAsync(),
    ["bare", .. var rest] => await StartBenchmark.BareAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("dotnet run -c Release --project tests/BotCoach.Benchmarks -- import [sqlite|postgres] | start");
    return 2;
}
