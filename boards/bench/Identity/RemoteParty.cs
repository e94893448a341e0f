using MeterFirmware.Bench.Crypto;

namespace MeterFirmware.Bench.Identity;

/// <summary>Somebody who sends commands, with the keys that are known of them.</summary>
/// <param name="Role">A <see cref="Gbcs.RemoteRole"/>.</param>
/// <param name="Id">EUI-64, 8 octets.</param>
/// <param name="SignatureKey">Digital signature, or null.</param>
/// <param name="AgreementKey">Key agreement, or null.</param>
/// <param name="PrepaymentKey">A supplier's prepayment key agreement, or null.</param>
internal sealed record RemoteParty(
    int Role,
    byte[] Id,
    P256Key SignatureKey,
    P256Key AgreementKey,
    P256Key PrepaymentKey
);
