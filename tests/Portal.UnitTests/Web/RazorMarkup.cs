using System.Text.RegularExpressions;

namespace Portal.UnitTests.Web;

/// <summary>Finds words that stand in the markup of a .razor file itself instead of a text resource. It knows as much Razor as these pages use.</summary>
internal sealed partial class RazorMarkup
{
    private static readonly HashSet<string> TextAttributes = new(StringComparer.OrdinalIgnoreCase)
    {
        "title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "alt", "label", "summary",
        "Hint", "Lead", "Text", "Said", "Empty", "Office", "EmptyText", "ButtonTitle", "ErrorText",
    };

    private static readonly HashSet<string> VoidElements = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "!DOCTYPE"];

    private readonly string _source;
    private readonly List<string> _found = [];
    private int _at;

    private RazorMarkup(string source) => _source = source;

    public static IReadOnlyList<string> LiteralTexts(string source)
    {
        source = Remarks().Replace(source, string.Empty);
        source = Directives().Replace(source, string.Empty);
        var reader = new RazorMarkup(source);
        reader.ReadMarkup(single: false);
        return reader._found;
    }

    /// <summary>Reads markup to the end of the file, or one whole element.</summary>
    private void ReadMarkup(bool single)
    {
        var depth = 0;
        var text = _at;
        while (_at < _source.Length)
        {
            if (_source[_at] == '<' && _at + 1 < _source.Length && (char.IsLetter(_source[_at + 1]) || _source[_at + 1] is '/' or '!'))
            {
                Note(_source[text.._at]);
                depth += ReadTag();
                text = _at;
                if (single && depth <= 0)
                {
                    return;
                }
            }
            else if (_source[_at] == '@')
            {
                Note(_source[text.._at]);
                ReadCodeInMarkup();
                text = _at;
            }
            else
            {
                _at++;
            }
        }

        Note(_source[text.._at]);
    }

    /// <summary>Reads a tag and returns how much deeper the markup is after it.</summary>
    private int ReadTag()
    {
        var closing = _source[_at + 1] == '/';
        var name = TagName().Match(_source, _at + 1).Groups[1].Value;
        _at += 1 + (closing ? 1 : 0) + name.Length;
        while (_at < _source.Length && _source[_at] != '>')
        {
            if (Attribute().Match(_source, _at) is { Success: true } attribute)
            {
                _at += attribute.Length;
                var start = _at;
                SkipQuoted();
                if (TextAttributes.Contains(attribute.Groups[1].Value))
                {
                    Note(WithoutCode(_source[start..(_at - 1)]));
                }
            }
            else
            {
                _at++;
            }
        }

        var selfClosed = _source[_at - 1] == '/' || VoidElements.Contains(name);
        _at++;
        return closing ? -1 : selfClosed ? 0 : 1;
    }

    /// <summary>Reads to the end of an attribute's value; quotes inside an expression do not end it.</summary>
    private void SkipQuoted()
    {
        while (_source[_at] != '"')
        {
            if (_source[_at] == '@')
            {
                ReadCodeInMarkup();
            }
            else if (_source[_at] == '(')
            {
                SkipBalanced();
            }
            else
            {
                _at++;
            }
        }

        _at++;
    }

    /// <summary>Reads what follows an @: a block with markup inside, or an expression.</summary>
    private void ReadCodeInMarkup()
    {
        _at++;
        if (Statement().Match(_source, _at) is { Success: true } statement)
        {
            do
            {
                _at += statement.Length;
                if (_source[_at] == '(')
                {
                    SkipBalanced();
                }

                _at += Blank().Match(_source, _at).Length;
                ReadBlock();
                statement = Continued().Match(_source, _at);
            }
            while (statement.Success);
        }
        else if (_at < _source.Length && _source[_at] == '{')
        {
            ReadBlock();
        }
        else
        {
            SkipExpression();
        }
    }

    private void SkipExpression()
    {
        _at += Name().Match(_source, _at).Length;
        while (_at < _source.Length)
        {
            if (_source[_at] is '(' or '[')
            {
                SkipBalanced();
            }
            else if (Member().Match(_source, _at) is { Success: true } member)
            {
                _at += member.Length;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Reads a block of C# in braces, and the elements that stand in it as statements.</summary>
    private void ReadBlock()
    {
        var depth = 0;
        do
        {
            var current = _source[_at];
            if (current == '"')
            {
                SkipString();
            }
            else if (current == '<' && StartsElement())
            {
                ReadMarkup(single: true);
            }
            else
            {
                depth += current == '{' ? 1 : current == '}' ? -1 : 0;
                _at++;
            }
        }
        while (depth > 0 && _at < _source.Length);
    }

    private bool StartsElement()
    {
        var before = _at - 1;
        while (before >= 0 && char.IsWhiteSpace(_source[before]))
        {
            before--;
        }

        return char.IsLetter(_source[_at + 1]) && (before < 0 || _source[before] is '{' or '}' or ';' or ':' or '>' or ')' or ']');
    }

    private void SkipBalanced()
    {
        var depth = 0;
        do
        {
            if (_source[_at] == '"')
            {
                SkipString();
                continue;
            }

            depth += _source[_at] is '(' or '[' ? 1 : _source[_at] is ')' or ']' ? -1 : 0;
            _at++;
        }
        while (depth > 0 && _at < _source.Length);
    }

    private void SkipString()
    {
        for (_at++; _source[_at] != '"'; _at++)
        {
            _at += _source[_at] == '\\' ? 1 : 0;
        }

        _at++;
    }

    private static string WithoutCode(string value) => value.Contains('@', StringComparison.Ordinal) ? new RazorMarkup(value).Plain() : value;

    private string Plain()
    {
        var plain = string.Empty;
        while (_at < _source.Length)
        {
            if (_source[_at] == '@')
            {
                ReadCodeInMarkup();
            }
            else
            {
                plain += _source[_at++];
            }
        }

        return plain;
    }

    private void Note(string text)
    {
        var words = Entity().Replace(text, " ").Trim();
        if (Word().IsMatch(words))
        {
            _found.Add(words);
        }
    }

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->|^@code\s*\{.*", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Remarks();

    [GeneratedRegex(@"^@(page|inherits|inject|using|layout|attribute|implements|namespace|rendermode|typeparam)\b[^(\n]*$|^@attribute .*$", RegexOptions.Multiline)]
    private static partial Regex Directives();

    [GeneratedRegex(@"\G/?(!?[A-Za-z][\w.:-]*)")]
    private static partial Regex TagName();

    [GeneratedRegex(@"\G\s([@\w:.-]+)=""")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\G(?:if|for|foreach|while|switch|lock|using)\s*(?=\()")]
    private static partial Regex Statement();

    [GeneratedRegex(@"\G\s*else(?:\s+if)?\s*")]
    private static partial Regex Continued();

    [GeneratedRegex(@"\G\s*")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\G(?:await\s+)?\w*")]
    private static partial Regex Name();

    [GeneratedRegex(@"\G[?!]?\.\w+|\G!")]
    private static partial Regex Member();

    [GeneratedRegex(@"&#?\w+;")]
    private static partial Regex Entity();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();
}
