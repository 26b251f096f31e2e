namespace BotCoach.Metrics;

/// <summary>
/// How well deals change hands by one route ("SDR → AE"; "other" where the process has no rule), of the handoffs that were accepted in the period. Never of one
/// person: routes are what a process can mend.
/// </summary>
/// <param name="Accepted">Handoffs that were accepted on a day of the period. Those that were called off are no part of anything here.</param>
/// <param name="AllThere">Rated "all there" by who received them ÷ rated.</param>
/// <param name="Returned">Returned at least once before ÷ accepted.</param>
/// <param name="InTime">Accepted within the working time that the process allows ÷ accepted.</param>
public sealed record HandoffFigures(string Route, int Accepted, Rate AllThere, Rate Returned, Rate InTime);
