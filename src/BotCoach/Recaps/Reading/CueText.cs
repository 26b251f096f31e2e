using System.Text;
using System.Text.Json;

namespace BotCoach.Recaps.Reading;

/// <summary>The words of a timed cue: voices, tags, entities, Graph's JSON, and names in front of a colon.</summary>
internal sealed class CueText(CueList cues)
{
    private const int MostNameLetters = 60;
    private byte[] _body = new byte[1024];
    private byte[] _plain = new byte[1024];
    private int _length;
    private bool _hasVoices;

    public void Add(ReadOnlySpan<byte> line)
    {
        if (_length + line.Length + 1 > _body.Length) Array.Resize(ref _body, Math.Max(_body.Length * 2, _length + line.Length + 1));
        if (_length > 0) _body[_length++] = (byte)' ';
        line.CopyTo(_body.AsSpan(_length));
        _length += line.Length;
    }

    /// <summary>The lines so far become a cue, or one for each voice in them.</summary>
    public void Flush(string? id, TimeSpan? start, TimeSpan? end)
    {
        var body = _body.AsSpan(0, _length);
        _length = 0;
        if (body.Length > 0 && body[0] == '{' && FromGraph(body) is { } said)
        {
            _hasVoices |= said.Speaker is not null;
            cues.Add(id, start, end, said.Speaker, said.Text);
        }
        else if (body.IndexOfAny((byte)'<', (byte)'&') < 0) cues.Add(id, start, end, null, Encoding.UTF8.GetString(body).Trim());
        else Voices(body, id, start, end);
    }

    private void Voices(ReadOnlySpan<byte> body, string? id, TimeSpan? start, TimeSpan? end)
    {
        if (_plain.Length < body.Length) _plain = new byte[body.Length * 2];
        var (length, added) = (0, 0);
        string? speaker = null;
        while (body.Length > 0)
        {
            var at = body.IndexOfAny((byte)'<', (byte)'&');
            var run = at < 0 ? body : body[..at];
            run.CopyTo(_plain.AsSpan(length));
            length += run.Length;
            body = body[run.Length..];
            if (body.Length == 0) break;
            if (body[0] == '&') length += CueMarkup.Entity(ref body, _plain.AsSpan(length));
            else if (!CueMarkup.Tag(ref body, out var voice)) _plain[length++] = (byte)'<';
            else if (!voice.IsEmpty)
            {
                if (speaker is not null || HasWords(length)) added += Emit(id, start, end, speaker, ref length);
                speaker = cues.Speaker(voice);
                _hasVoices = true;
            }
        }
        if (added == 0 || HasWords(length)) Emit(id, start, end, speaker, ref length);
    }

    private bool HasWords(int length) => _plain.AsSpan(0, length).IndexOfAnyExcept(" \t"u8) >= 0;

    private int Emit(string? id, TimeSpan? start, TimeSpan? end, string? speaker, ref int length)
    {
        cues.Add(id, start, end, speaker, Encoding.UTF8.GetString(_plain.AsSpan(0, length)).Trim());
        length = 0;
        return 1;
    }

    private (string? Speaker, string Text)? FromGraph(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var json = JsonDocument.ParseValue(ref reader);
            if (!json.RootElement.TryGetProperty("spokenText", out var text) || text.ValueKind != JsonValueKind.String) return null;
            var speaker = json.RootElement.TryGetProperty("speakerName", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
            return (string.IsNullOrWhiteSpace(speaker) ? null : cues.Speaker(speaker), text.GetString()!.Trim());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Zoom writes "Ana López: Let us sign." in the text. Names count where most cues have one, or where it comes again.</summary>
    public void NamesInFront()
    {
        if (_hasVoices || cues.Count == 0) return;
        var names = new KnownNames();
        var named = 0;
        foreach (var cue in cues.Cues)
        {
            if (names.Of(NameIn(cue.Text)) is not { IsSomebody: true } name) continue;
            named++;
            name.Count++;
        }
        var all = named * 2 >= cues.Count;
        for (var i = 0; i < cues.Count && named > 0; i++)
        {
            var cue = cues.Cues[i];
            if (names.Of(NameIn(cue.Text)) is { IsSomebody: true } name && (all || name.Count > 2))
                cues.Replace(i, new Cue(cue.Id, cue.Start, cue.End, name.Name, cue.Text.AsSpan(name.Name.Length + 1).Trim().ToString()));
        }
    }

    private static ReadOnlySpan<char> NameIn(string text)
    {
        var colon = text.AsSpan(0, Math.Min(text.Length, MostNameLetters)).IndexOf(':');
        return colon > 0 && (colon + 1 == text.Length || text[colon + 1] == ' ') ? text.AsSpan(0, colon) : default;
    }
}
