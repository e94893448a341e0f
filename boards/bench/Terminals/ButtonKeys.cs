using MeterFirmware.Bench.Virtual;
using MeterFirmware.VirtualEsp32;
using MeterFirmware.VirtualEsp32.Parts;

namespace MeterFirmware.Bench.Terminals;

/// <summary>The meter's two buttons as keys. A terminal says nothing of a key let go, so a capital stands for holding it.</summary>
internal static class ButtonKeys
{
    private const long PressMicroseconds = 200_000;
    private const long HoldMicroseconds = 2_200_000;

    /// <summary>Closes a button's contact, and opens it again after a while of the circuit's time.</summary>
    /// <param name="key">What was typed.</param>
    /// <param name="board">Has the buttons.</param>
    /// <param name="clock">Of its circuit.</param>
    /// <returns>False if the key is no button's. A button that is already down stays as it is.</returns>
    public static bool Press(char key, VirtualBoard board, VirtualClock clock)
    {
        if (key is not ('a' or 'b' or 'A' or 'B'))
        {
            return false;
        }

        Contact button = key is 'a' or 'A' ? board.ButtonA : board.ButtonB;
        if (!button.IsClosed)
        {
            button.Set(true);
            clock.Schedule(key is 'a' or 'b' ? PressMicroseconds : HoldMicroseconds, () => button.Set(false));
        }

        return true;
    }
}
