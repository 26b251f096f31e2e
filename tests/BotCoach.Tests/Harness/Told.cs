using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BotCoach.Tests.Harness;

/// <summary>Keeps what a host logs as a warning or worse, for tests of what its operator is told.</summary>
public sealed class Told : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _all = [];

    public IReadOnlyList<string> All => [.. _all];

    public ILogger CreateLogger(string categoryName) => new Listener(this);

    public void Dispose() { }

    private sealed class Listener(Told told) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => level >= LogLevel.Warning;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? fault, Func<TState, Exception?, string> words)
        {
            if (IsEnabled(level)) told._all.Enqueue(words(state, fault));
        }
    }
}
