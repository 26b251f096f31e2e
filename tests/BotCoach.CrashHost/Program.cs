using BotCoach.CrashHost;

// The process that tests start in order to kill it, and the developer's own verbs.
return args switch
{
    ["migrate-and-die", var connection] => await MigrateAndDie.RunAsync(connection),
    ["write-first-migration"] => FirstMigration.Write(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Verbs: migrate-and-die CONNECTION, write-first-migration.");
    return 2;
}
