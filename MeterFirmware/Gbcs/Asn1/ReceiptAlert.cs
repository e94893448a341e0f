using MeterFirmware.Core;
using MeterFirmware.Crypto;
using MeterFirmware.Update;

namespace MeterFirmware.Gbcs.Asn1
{
    /// <summary>
    /// The firmware distribution receipt alert: the form of the other alerts of either meter, with the calculated
    /// manufacturer image hash.
    /// </summary>
    public static class ReceiptAlert
    {
        private const int Fields = 3;

        /// <summary>Writes the payload.</summary>
        /// <param name="state">The meter, with the alert's counter counted.</param>
        /// <param name="isEsme">In the form of an ESME, or of a GSME.</param>
        /// <param name="payload">Receives it.</param>
        public static void Write(MeterState state, bool isEsme, OctetWriter payload)
        {
            if (isEsme)
            {
                DlmsAlert.Begin(state, Fields, state.Image.GetUInt16(UpdateLayout.ReceiptCode), payload);
            }
            else
            {
                WriteGbz(state, payload);
            }
            payload.WriteByte(DlmsAlert.OctetStringTag);
            payload.WriteByte(Sha256.DigestLength);
            payload.WriteOctets(state.Image.Raw, UpdateLayout.ReceiveDigest, Sha256.DigestLength);
        }

        private static void WriteGbz(MeterState state, OctetWriter payload)
        {
            // GBCS profile, one component of content
            payload.WriteUInt16(0x0109);
            payload.WriteByte(1);
            payload.WriteUInt16(state.Image.GetUInt16(UpdateLayout.ReceiptCode));
            payload.WriteInt32((int)state.Clock.UtcSeconds);
        }
    }
}
