namespace BotCoach.Channels;

/// <summary>
/// Where a message goes: a person's own chat in a team of a channel. <see cref="Conversation"/> is the platform's id of that chat;
/// empty until the channel has opened it.
/// </summary>
public sealed record Address(string Channel, string Team, string User, string Conversation = "");

/// <summary>Who the words are for: BCP 47 locale and IANA zone. English for now.</summary>
public sealed record Reader(string Locale, string Zone);
