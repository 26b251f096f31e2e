using System.Diagnostics;
using Npgsql;

namespace BotCoach.Tests.Harness;

/// <summary>Runs where PostgreSQL's programs are, so that a test may have a server of its own to mistreat.</summary>
public sealed class OwnPostgresFactAttribute : FactAttribute
{
    public OwnPostgresFactAttribute()
    {
        if (PostgresServer.Programs is null) Skip = "PostgreSQL 15 is not installed; run tests/run.sh";
    }
}

/// <summary>A PostgreSQL of one test's own, which can be stopped without warning and started again. It goes when the test does, or its process.</summary>
public sealed class MortalPostgres : IAsyncDisposable
{
    // $1 the programs, $2 the port. Each line that comes in is a sudden end and a new start.
    private const string Script =
        """
        set -e
        folder=$(mktemp -d /tmp/botcoach-pg.XXXXXX)
        trap 'rm -rf "$folder"' EXIT
        "$1/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
        start() {
            "$1/postgres" -D "$folder/data" -p "$2" -c listen_addresses=127.0.0.1 -c unix_socket_directories="$folder" -c fsync=off \
                -c max_connections=100 >>"$folder/log" 2>&1 </dev/null &
            server=$!
        }
        start "$1" "$2"
        while read -r line; do
            kill -QUIT "$server"
            wait "$server" || true
            start "$1" "$2"
            echo started
        done
        kill -INT "$server"
        wait "$server" || true
        """;

    private readonly Process _process;
    private readonly string _server;

    private MortalPostgres(Process process, int port) => (_process, Port, _server) = (process, port, $"Host=127.0.0.1;Port={port};Username=postgres");

    public int Port { get; }

    /// <summary>Counts the sudden ends.</summary>
    public int Ends { get; private set; }

    public string ConnectionString => $"{_server};Database=botcoach;Maximum Pool Size=20";

    public static async Task<MortalPostgres> StartAsync()
    {
        var port = PostgresServer.FreePort();
        var command = PostgresServer.Command(port, Script);
        command.RedirectStandardOutput = true;
        var server = new MortalPostgres(Process.Start(command)!, port);
        await PostgresServer.AnswersAsync(server._server, server._process);
        await using var session = new NpgsqlConnection(server._server + ";Database=postgres;Pooling=false");
        await session.OpenAsync();
        await using var create = new NpgsqlCommand("create database botcoach", session);
        await create.ExecuteNonQueryAsync();
        return server;
    }

    /// <summary>It ends without a word, as in a crash, and comes back.</summary>
    public async Task RestartAsync()
    {
        Ends++;
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync();
        await _process.StandardOutput.ReadLineAsync();
        await PostgresServer.AnswersAsync(_server, _process);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
