using System.Collections.Frozen;

namespace BotCoach.Deals;

/// <summary>"aaaa", "asdf", "blabla", "dskfjh": fingers, not words.</summary>
internal static class Mash
{
    private const int Longest = 64;

    private static readonly string[] Keyboards = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn"];

    /// <summary>They look like it, and are words.</summary>
    private static readonly FrozenSet<string> Words = FrozenSet.Create(["tomtom", "bonbon", "couscous", "tintin", "murmur", "tartar", "pompom", "tamtam", "cancan", "dumdum", "tuktuk", "tictac", "chercher", "testes", "brewer", "cerezas", "trazas", "wert", "iii", "www"]);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> IsWord = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    private const int Beside = 1;
    private const uint Vowels = 1 << ('a' - 'a') | 1 << ('e' - 'a') | 1 << ('i' - 'a') | 1 << ('o' - 'a') | 1 << ('u' - 'a') | 1 << ('y' - 'a');

    /// <summary>Two letters that hardly a word of these languages has side by side.</summary>
    private const string Rare =
        "bq bx cj cv cx cg cb dx fq fx fz gq gx hx jb jc jf jg jh jj jp jq jr jv jw jx jz kq kx kf kj lx mx pq px qb qc qd qe qf qg qh qj qk ql qm qn qp qr qs qt qv qw qx qy qz sx "
        + "vb vc vf vg vh vj vk vm vp vq vw vx wj wq wv wx xd xf xg xj xk xl xm xn xq xr xs xv xw xz zf zg zj zq zx fk fj df fd gf dk kd sd fg gk hj jk hk hg hd jd kg dj fh hf hs kh jl lj";

    /// <summary>Of two letters, whether they stand side by side on a keyboard (1), and whether they are rare (2).</summary>
    private static readonly byte[] Pairs = ReadPairs();

    public static bool IsOne(ReadOnlySpan<char> word)
    {
        if (word.Length is < 3 or > Longest) return false;
        Span<char> letters = stackalloc char[Longest];
        var (length, vowels, capitals, beside, rare, before) = (0, 0, 0, 0, 0, 0);
        foreach (var letter in word)
        {
            var folded = PlaceholderWords.FoldedWithClass(letter);
            var at = (int)(char)folded - 'a';
            if ((uint)at >= 26)
            {
                if (folded == 0) continue;
                return false;
            }
            vowels += (int)(Vowels >> at & 1);
            capitals += (int)(folded >> 16);
            if (length > 0)
            {
                var pair = Pairs[(before * 26) + at];
                beside += pair & Beside;
                rare += pair >> 1;
            }
            before = at;
            letters[length++] = (char)folded;
        }
        if (length < 3) return false;
        letters = letters[..length];
        var isOne = letters[0] == letters[1] && IsPeriodic(letters, 1);
        if (!isOne && length > 3) isOne = IsAlong(letters, beside) || Repeats(letters, vowels) || (capitals < 2 && IsRandom(letters, vowels, rare));
        return isOne && !IsWord.Contains(letters);
    }

    /// <summary>"12345", "456456", "000": no figure that somebody knows.</summary>
    public static bool IsFigures(ReadOnlySpan<char> word)
    {
        var (length, up, down, same, zeros) = (0, 0, 0, 0, 0);
        Span<char> figures = stackalloc char[Longest];
        foreach (var letter in word)
        {
            if (!char.IsAsciiDigit(letter)) continue;
            if (length == Longest) return false;
            if (length > 0) (up, down, same) = (up + ((letter - figures[length - 1] + 10) % 10 == 1 ? 1 : 0), down + ((letter - figures[length - 1] + 10) % 10 == 9 ? 1 : 0), same + (letter == figures[length - 1] ? 1 : 0));
            if (letter == '0') zeros++;
            figures[length++] = letter;
        }
        if (zeros == length) return true;
        return length >= 3 && (up == length - 1 || down == length - 1 || same == length - 1 || (length == 6 && (IsPeriodic(figures[..length], 3) || IsPeriodic(figures[..length], 2))));
    }

    /// <summary>"0000", "999999": where a number is asked for.</summary>
    public static bool IsOneFigure(ReadOnlySpan<char> word) => word.Length > (word[0] == '0' ? 2 : 4) && word.IndexOfAnyExcept(word[0]) < 0;

    private static bool IsAlong(ReadOnlySpan<char> letters, int beside) =>
        letters.Length < 6 ? beside == letters.Length - 1 && IsOneWay(letters) : beside * 4 >= 3 * (letters.Length - 1);

    /// <summary>"were" goes to and fro on the keyboard, and is a word.</summary>
    private static bool IsOneWay(ReadOnlySpan<char> letters)
    {
        foreach (var row in Keyboards)
        {
            var (first, last) = (row.IndexOf(letters[0]), row.IndexOf(letters[^1]));
            if (first >= 0 && last >= 0 && Math.Abs(first - last) == letters.Length - 1) return true;
        }
        return false;
    }

    private static bool Repeats(ReadOnlySpan<char> letters, int vowels)
    {
        // "xyxy", but "papa"
        if (letters.Length == 4) return IsPeriodic(letters, 2) && letters.IndexOfAny("aeiou") < 0;
        if (letters.Length < 6) return false;
        for (var period = 2; period <= 4; period++)
            if (letters.Length >= 2 * period && letters[0] == letters[period] && IsPeriodic(letters, period) && (letters.Length % period == 0 || vowels == 0)) return true;
        return false;
    }

    private static bool IsRandom(ReadOnlySpan<char> letters, int vowels, int rare)
    {
        if (vowels == 0 && (letters.Length > 6 || (letters.Length > 4 && rare > 0) || letters.IndexOfAnyExcept("sdfghjkl") < 0)) return true;
        if (rare >= 2 && rare * 3 >= letters.Length - 1) return true;
        if (vowels < 2 && letters.Length > 4 && letters.Contains('j') && letters.IndexOfAnyExcept("asdfghjkl") < 0) return true;
        return letters.Length == 4 && vowels == 1 && letters.IndexOfAnyExcept("asdf") < 0 && letters.Contains('s') && letters.Contains('d') && letters.Contains('f') && letters is not "fads";
    }

    private static bool IsPeriodic(ReadOnlySpan<char> letters, int period) => letters[period..].SequenceEqual(letters[..^period]);

    private static byte[] ReadPairs()
    {
        var pairs = new byte[26 * 26];
        foreach (var pair in Keyboards.SelectMany(row => row.Zip(row.Skip(1), (a, b) => $"{a}{b}"))) { pairs[At(pair)] |= Beside; pairs[At($"{pair[1]}{pair[0]}")] |= Beside; }
        foreach (var pair in Rare.Split(' ')) pairs[At(pair)] |= 2;
        return pairs;

        static int At(string pair) => ((pair[0] - 'a') * 26) + pair[1] - 'a';
    }
}
