using System.Diagnostics;
using Npgsql;

namespace BotCoach.Benchmarks;

/// <summary>
/// A PostgreSQL cluster of its own on a loopback port, with the settings it comes with (every commit reaches the disk); it ends when its input does.
/// BOTCOACH_BENCH_POSTGRES names another server, without a database.
/// </summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private const string Script =
        """
        set -e
        folder=$(mktemp -d /tmp/botcoach-bench-pg.XXXXXX)
        trap 'rm -rf "$folder"' EXIT
        "$1/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 >/dev/null
        ${3:+taskset -c "$3"} "$1/postgres" -D "$folder/data" -p "$2" -c listen_addresses=127.0.0.1 -c unix_socket_directories="$folder" >"$folder/log" 2>&1 </dev/null &
        server=$!
        cat >/dev/null
        kill -INT "$server"
        wait "$server" || true
        """;

    private readonly Process? _process;
    private readonly string _server;

    private PrivatePostgres(Process? process, string server) => (_process, _server) = (process, server);

    /// <param name="pin">The cores that it may use, or null for all.</param>
    public static async Task<PrivatePostgres> StartAsync(string? pin = null)
    {
        if (Environment.GetEnvironmentVariable("BOTCOACH_BENCH_POSTGRES") is { Length: > 0 } given) return new PrivatePostgres(null, given);
        var programs = Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Max()!;
        var port = Load.FreePort();
        string[] script = ["-c", Script, "postgres", programs, $"{port}", pin ?? ""];
        var root = Environment.UserName == "root";
        var process = Process.Start(new ProcessStartInfo(root ? "runuser" : "sh", root ? ["-u", "postgres", "--", "sh", .. script] : script)
        {
            RedirectStandardInput = true, WorkingDirectory = "/tmp",
        })!;
        var server = new PrivatePostgres(process, $"Host=127.0.0.1;Port={port};Username=postgres");
        await server.AnswersAsync();
        return server;
    }

    public async Task<string> CreateAsync(string name)
    {
        await using var session = new NpgsqlConnection($"{_server};Database=postgres;Pooling=false");
        await session.OpenAsync();
        await using var command = new NpgsqlCommand($"drop database if exists \"{name}\" with (force)", session);
        await command.ExecuteNonQueryAsync();
        command.CommandText = $"create database \"{name}\"";
        await command.ExecuteNonQueryAsync();
        return Of(name);
    }

    /// <summary>A database that is there.</summary>
    public string Of(string name) => $"{_server};Database={name}";

    public async ValueTask DisposeAsync()
    {
        if (_process is null) return;
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
    }

    private async Task AnswersAsync()
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            try
            {
                await using var session = new NpgsqlConnection($"{_server};Database=postgres;Pooling=false");
                await session.OpenAsync();
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(100);
            }
        }
        throw new InvalidOperationException("The private PostgreSQL cluster does not answer.");
    }
}
