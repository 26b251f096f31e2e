namespace BotCoach.Cli;

/// <summary>What <c>--help</c> says.</summary>
public static class Usage
{
    public const string Text =
        """
        BotCoach coaches sales reps through their deals in Slack, Microsoft Teams, or a page on this machine.

        Usage
          botcoach [serve]            start the host (this is what happens without a command)
          botcoach import FILE…       import deals from CSV files; see import --help
          botcoach stages VERB FILE   a process as YAML: export, import, validate, diff; see stages --help
          botcoach recap FILE         what a call came to, from its transcript; see recap --help
          botcoach metrics            a company's figures; see metrics --help
          botcoach digest             what a manager's Monday says; see digest --help
          botcoach process-review     how the company sold in a month; see process-review --help
          botcoach crm connect KIND   connects HubSpot, Salesforce or Pipedrive; see crm --help
          botcoach backup FILE        the whole database as one file; restore FILE puts it back; see backup --help
          botcoach --help             this text; COMMAND --help for a command's own

        Settings, each also as an environment variable (ConnectionStrings__BotCoach) or in appsettings.json
          --ConnectionStrings:BotCoach "…"   Data Source=FILE is SQLite, Host=… is PostgreSQL; empty is SQLite in data/botcoach.db
          --Playground:Enabled true|false    the same bot in a page on this machine; on while no real channel is set up
          --Secrets:Key BASE64               wraps the keys that protect cookies and stored secrets
          --urls http://localhost:5080       where the host listens
        """;

}
