namespace BotCoach.Storage;

/// <summary>A setting with which the host does not start: names the key, the value (never a secret) and what is allowed.</summary>
public sealed class SettingRefused(string key, string value, string allowed)
    : Exception($"The setting {key} is \"{value}\", which cannot be used. Allowed: {allowed}.")
{
    public string Key => key;
}
