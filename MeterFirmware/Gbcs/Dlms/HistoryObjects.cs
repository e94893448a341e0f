namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>
    /// Logs that are read as they are (class 7, by selective access alone), and the counters of the voltage (class 3). The
    /// items below 16 are logs of <see cref="LogBuffers"/>.
    /// </summary>
    public sealed class HistoryObjects : DlmsHandler
    {
        /// <summary>Attribute 4 of 1-0:32.24.0.255: Average RMS Voltage Measurement Period, seconds (SMETS2 5.7.4.6).</summary>
        public const int VoltagePeriod = 16;

        /// <summary>Attribute 3 of the two counters: no scaler, no unit.</summary>
        public const int CounterUnit = 17;

        /// <summary>Attribute 2 of 1-0:32.36.0.4: Average RMS Over Voltage Counter (5.7.5.7).</summary>
        public const int OverVoltageCounter = 18;

        /// <summary>Attribute 2 of 1-0:32.32.0.4: Average RMS Under Voltage Counter (5.7.5.8).</summary>
        public const int UnderVoltageCounter = 19;

        /// <summary>Method 1 of the over voltage counter: reset (5.6.3.22).</summary>
        public const int ResetOverVoltage = 20;

        /// <summary>Method 1 of the under voltage counter: reset (5.6.3.23).</summary>
        public const int ResetUnderVoltage = 21;

        private const int NoUnit = 255;
        private const int RangeSelector = 1;
        private const int RangeElements = 4;

        // The restricting object of every range: the time of the entries.
        private static readonly byte[] clock = { 0, 0, 94, 44, 100, 255 };

        private readonly LogBuffers logs;

        /// <summary>Serves the logs of a meter.</summary>
        public HistoryObjects(LogBuffers logs)
        {
            this.logs = logs;
        }

        /// <inheritdoc/>
        public override int Get(int item, OctetWriter writer)
        {
            switch (item)
            {
                case VoltagePeriod:
                    AxdrWriter.WriteUInt32(writer, logs.State.Voltage.PeriodSeconds);
                    return AccessResult.Success;
                case CounterUnit:
                    AxdrWriter.WriteScalerUnit(writer, 0, NoUnit);
                    return AccessResult.Success;
                case OverVoltageCounter:
                    AxdrWriter.WriteUInt32(writer, logs.State.Voltage.OverCounter);
                    return AccessResult.Success;
                case UnderVoltageCounter:
                    AxdrWriter.WriteUInt32(writer, logs.State.Voltage.UnderCounter);
                    return AccessResult.Success;
                default:
                    return AccessResult.ReadWriteDenied;
            }
        }

        /// <inheritdoc/>
        public override int Invoke(int item, AxdrReader reader)
        {
            reader.ReadInt8();
            if (!reader.IsAtEnd)
            {
                return AccessResult.TypeUnmatched;
            }
            if (item == ResetOverVoltage)
            {
                logs.State.Voltage.ResetOverCounter();
            }
            else
            {
                logs.State.Voltage.ResetUnderCounter();
            }
            return AccessResult.Success;
        }

        // range_descriptor ::= structure { restricting_object, from_value, to_value, selected_values }, which selects all values.
        /// <inheritdoc/>
        public override int GetSelected(int item, AxdrReader selection, OctetWriter writer)
        {
            int selector = selection.ReadRaw();
            selection.ReadStructure(RangeElements);
            selection.ReadStructure(RangeElements);
            bool isByTime = selection.ReadUInt16() == 1;
            int at = selection.ReadOctets(clock.Length);
            isByTime &= selection.ReadInt8() == 2;
            isByTime &= selection.ReadUInt16() == 0;
            long from = selection.ReadUInt32();
            long to = selection.ReadUInt32();
            int values = selection.ReadArray();
            if (!selection.IsAtEnd)
            {
                return AccessResult.TypeUnmatched;
            }
            for (int i = 0; i < clock.Length; i++)
            {
                isByTime &= selection.GetOctet(at + i) == clock[i];
            }
            return selector == RangeSelector && isByTime && values == 0
                ? logs.Write(item, from, to, writer, EsmePayload.LastValueAt)
                : AccessResult.OtherReason;
        }
    }
}
