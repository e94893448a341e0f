namespace MeterFirmware.Board
{
    /// <summary>One pin with what it is used for, as the check needs it.</summary>
    internal sealed class PinUse
    {
        internal PinUse(string name, int pin, bool isOutput, bool isHubLine)
        {
            Name = name;
            Pin = pin;
            IsOutput = isOutput;
            IsHubLine = isHubLine;
        }

        internal string Name { get; }

        internal int Pin { get; }

        internal bool IsOutput { get; }

        internal bool IsHubLine { get; }
    }
}
