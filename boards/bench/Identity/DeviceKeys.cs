using MeterFirmware.Bench.Crypto;

namespace MeterFirmware.Bench.Identity;

/// <summary>A meter's name and keys.</summary>
/// <param name="Id">EUI-64, 8 octets.</param>
/// <param name="SigningKey">Digital signature.</param>
/// <param name="AgreementKey">Key agreement, or null where it is kept elsewhere.</param>
internal sealed record DeviceKeys(byte[] Id, P256Key SigningKey, P256Key AgreementKey);
