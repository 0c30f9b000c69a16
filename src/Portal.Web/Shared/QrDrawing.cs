using System.Collections;
using System.Globalization;
using System.Text;
using QRCoder;

namespace Portal.Web.Shared;

/// <summary>
/// A QR code as one SVG path. QRCoder's own SVG draws a rectangle per module, ten times the bytes, which matters on a weak signal.
/// </summary>
/// <param name="Size">Modules along one side, with the quiet zone of four that the standard asks for.</param>
/// <param name="Path">One horizontal bar per run of dark modules.</param>
public sealed record QrDrawing(int Size, string Path)
{
    public static QrDrawing Empty { get; } = new(0, string.Empty);

    /// <summary>Error correction M (15 %): survives a crease in a folded receipt.</summary>
    public static QrDrawing Of(string content)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            AppendRow(path, rows[y], y);
        }

        return new QrDrawing(rows.Count, path.ToString());
    }

    private static void AppendRow(StringBuilder path, BitArray row, int y)
    {
        for (var x = 0; x < row.Count; x++)
        {
            var start = x;
            while (x < row.Count && row[x])
            {
                x++;
            }

            if (x > start)
            {
                path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
            }
        }
    }
}
