namespace MeterFirmware.Bench.Firmware;

/// <summary>What firmware is made for: the three numbers of an OTA header that a meter compares with its own.</summary>
/// <param name="ManufacturerCode">The ZigBee manufacturer code, 0 to 0xFFFF.</param>
/// <param name="ImageType">One for each model and kind of meter, 0 to 0xFFFF.</param>
/// <param name="HardwareVersion">The OTA hardware version, 0 to 0xFFFF.</param>
internal sealed record FirmwareTarget(int ManufacturerCode, int ImageType, int HardwareVersion)
{
    /// <summary>The manufacturer of the bench's own boards: no code that ZigBee gave to anybody.</summary>
    public const int BenchManufacturer = 0x1DE7;

    public const int BenchEsme = 1;
    public const int BenchGsme = 2;
    public const int BenchHardware = 1;

    /// <summary>The record <c>maker</c> of a board, as DESIGN.md has it.</summary>
    /// <param name="publicKey">The manufacturer's, x and y.</param>
    public byte[] MakerRecord(byte[] publicKey) =>
        [.. Two(ManufacturerCode), .. Two(ImageType), .. Two(HardwareVersion), .. publicKey];

    private static byte[] Two(int number) => [(byte)(number >> 8), (byte)number];
}
