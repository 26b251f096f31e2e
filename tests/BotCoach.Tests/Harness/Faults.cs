using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BotCoach.Tests.Harness;

/// <summary>Collects what a host under test logs as an error or worse, so that a fault behind an apology fails its test.</summary>
public sealed class Faults : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _all = [];

    public IReadOnlyList<string> All => [.. _all];

    public void ThrowIfAny()
    {
        if (!_all.IsEmpty) throw new InvalidOperationException($"The host logged: {string.Join("\n", _all)}");
    }

    public void Forget() => _all.Clear();

    public ILogger CreateLogger(string categoryName) => new Catcher(this, categoryName);

    public void Dispose() { }

    private sealed class Catcher(Faults faults, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => level >= LogLevel.Error;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? fault, Func<TState, Exception?, string> words)
        {
            if (IsEnabled(level)) faults._all.Enqueue($"{category}: {words(state, fault)} {fault}");
        }
    }
}
