using System;

namespace MeterFirmware.Bench;

/// <summary>An EUI-64 as people write it.</summary>
internal static class EuiText
{
    public static string Of(byte[] id) => BitConverter.ToString(id);
}
