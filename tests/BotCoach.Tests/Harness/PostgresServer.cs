using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace BotCoach.Tests.Harness;

/// <summary>
/// The PostgreSQL of this test run: the one that BOTCOACH_TEST_POSTGRES names, else a private cluster on a free loopback port, which goes when
/// this process goes, however it goes (it ends when its standard input does).
/// </summary>
public static class PostgresServer
{
    private const string Variable = "BOTCOACH_TEST_POSTGRES";

    // $1 the programs, $2 the port. The folder is made and removed by the user that the server runs as.
    private const string Script =
        """
        set -e
        folder=$(mktemp -d /tmp/botcoach-pg.XXXXXX)
        trap 'rm -rf "$folder"' EXIT
        "$1/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
        "$1/postgres" -D "$folder/data" -p "$2" -c listen_addresses=127.0.0.1 -c unix_socket_directories="$folder" -c fsync=off \
            -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 >"$folder/log" 2>&1 </dev/null &
        server=$!
        cat >/dev/null
        kill -INT "$server"
        wait "$server" || true
        """;

    internal static readonly string? Programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Max()
        : null;

    private static readonly Lazy<Task<string>> Started = new(StartAsync);

    public static bool Possible => Given is not null || Programs is not null;

    /// <summary>A connection string of the server, without a database.</summary>
    public static Task<string> ConnectionAsync() => Given is { } given ? Task.FromResult(given) : Started.Value;

    private static string? Given => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    private static async Task<string> StartAsync()
    {
        var port = FreePort();
        var process = Process.Start(Command(port))!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            process.StandardInput.Close();
            process.WaitForExit(10_000);
        };
        var connection = $"Host=127.0.0.1;Port={port};Username=postgres";
        await AnswersAsync(connection, process);
        return connection;
    }

    internal static ProcessStartInfo Command(int port, string server = Script)
    {
        string[] script = ["-c", server, "postgres", Programs!, port.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        var root = Environment.UserName == "root";
        return new ProcessStartInfo(root ? "runuser" : "sh", root ? ["-u", "postgres", "--", "sh", .. script] : script)
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/tmp",
        };
    }

    internal static async Task AnswersAsync(string connection, Process process)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(limit.Token))
        {
            if (process.HasExited) throw new InvalidOperationException($"The private PostgreSQL cluster ended with code {process.ExitCode}.");
            try
            {
                await using var session = new NpgsqlConnection(connection + ";Pooling=false");
                await session.OpenAsync(limit.Token);
                return;
            }
            catch (NpgsqlException)
            {
                // Not yet.
            }
        }
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
