using System;
using System.IO;
using System.Linq;

namespace MeterFirmware.Tests.Host.Reference;

/// <summary>The messages of the reference set, read where they lie.</summary>
internal static class ReferenceMessages
{
    /// <summary>The octets of a message.</summary>
    /// <param name="name">The file's name without <c>_GBCS.HEX</c>, such as ECS07_2.3_SUCCESS_COMMAND.</param>
    public static byte[] Load(string name)
    {
        string folder = Path.Combine(SharedData.Rtds, "messages");
        string file = Directory.GetFiles(folder, name + "_GBCS.HEX", SearchOption.AllDirectories).Single();
        return Convert.FromHexString(File.ReadAllText(file).Trim());
    }
}
