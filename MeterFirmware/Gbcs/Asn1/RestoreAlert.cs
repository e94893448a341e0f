using MeterFirmware.Core;
using MeterFirmware.Update;

namespace MeterFirmware.Gbcs.Asn1
{
    /// <summary>
    /// ECS80 Supply Outage Restore Alert (GBCS; SMETS2 5.5.12.6): to the network operator, with the times at which the supply
    /// went and came back.
    /// </summary>
    public static class RestoreAlert
    {
        /// <summary>Its message code.</summary>
        public const int MessageCode = 0x0067;

        private const int Fields = 4;

        /// <summary>Writes the payload.</summary>
        /// <param name="state">The meter, with the alert's counter counted.</param>
        /// <param name="payload">Receives it.</param>
        public static void Write(MeterState state, OctetWriter payload)
        {
            DlmsAlert.Begin(state, Fields, SupplyWatch.RestoredCode(state.Image), payload);
            DlmsAlert.WriteTime(state.Image.GetInt32(UpdateLayout.OutageFrom), payload);
            DlmsAlert.WriteTime(state.Image.GetInt32(UpdateLayout.OutageTo), payload);
        }
    }
}
