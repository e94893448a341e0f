using System;
using System.IO;
using System.Text;

namespace MeterFirmware.Bench.Terminals;

/// <summary>What stands for the device's console: hands on whole lines.</summary>
internal sealed class DeviceConsole : TextWriter
{
    private readonly Action<string> take;
    private readonly StringBuilder line = new();

    /// <summary>Hands each line, without its end, to somebody.</summary>
    public DeviceConsole(Action<string> take)
    {
        this.take = take;
    }

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (value == '\n')
        {
            take(line.ToString());
            line.Clear();
        }
        else if (value != '\r')
        {
            line.Append(value);
        }
    }
}
