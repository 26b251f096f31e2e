using System.Globalization;

namespace BotCoach.Tests.Simulation;

/// <summary>How large a simulation is and which lot it draws: small ones, by a new lot each time, unless the environment says otherwise.</summary>
internal static class SimulationSize
{
    public static int Seed => Number("BOTCOACH_SIMULATION_SEED", Environment.TickCount & 0xFFFFFF);

    public static int Reps(int usual) => Number("BOTCOACH_SIMULATION_REPS", usual);

    public static int Days(int usual) => Number("BOTCOACH_SIMULATION_DAYS", usual);

    /// <summary>Where a long run says once a simulated month how far it is; null: nowhere.</summary>
    public static string? Log => Environment.GetEnvironmentVariable("BOTCOACH_SIMULATION_LOG") is { Length: > 0 } file ? file : null;

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usual;
}
