using BotCoach.CrashHost;

// The process that tests start in order to kill it, and the developer's own verbs.
return args switch
{
    ["migrate-and-die", var connection] => await MigrateAndDie.RunAsync(connection),
    ["write-first-migration"] => FirstMigration.Write(),
    ["spine", var connection, var folder, var lookups, var dieAt, var later] =>
        await SpineRun.RunAsync(connection, folder, lookups == "lookups", int.Parse(dieAt), int.Parse(later)),
    ["slack", var connection, var api, var token, var secret, var appToken, var clock, var dieAt] =>
        await HostRun.RunAsync(new SlackRun(new SlackDoors(api, token, secret, appToken)), connection, clock, int.Parse(dieAt)),
    ["teams", var connection, var clock, .. var settings, var dieAt] =>
        await HostRun.RunAsync(new TeamsRun(settings), connection, clock, int.Parse(dieAt)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Verbs: migrate-and-die CONNECTION, spine CONNECTION FOLDER lookups|blind DIE-AT MINUTES-LATER, "
        + "slack CONNECTION API-URL BOT-TOKEN SECRET|- APP-TOKEN|- CLOCK-FILE DIE-AT, "
        + "teams CONNECTION CLOCK-FILE SETTING… DIE-AT, write-first-migration.");
    return 2;
}
