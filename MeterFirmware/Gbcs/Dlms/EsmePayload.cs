using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>The payloads of an ESME: DLMS access-request in, access-response out (GBCS 7.3, Green Book 9.3.12).</summary>
    public sealed class EsmePayload : PayloadHandler
    {
        /// <summary>The most instructions of one command.</summary>
        public const int MaxInstructions = 128;

        /// <summary>The message code of the alert with the outcome of a future-dated command.</summary>
        public const int OutcomeAlertCode = 0x00CC;

        /// <summary>
        /// Where the values of an answer end: behind them each further instruction has room for its null and its result, and
        /// the message for what closes it. A long value is written up to here; one that goes beyond it is answered with
        /// other-reason.
        /// </summary>
        public const int LastValueAt = MessageLimits.MaxOctets - 3 * MaxInstructions - 96;

        private const int AccessRequest = 0xD9;
        private const int AccessResponse = 0xDA;
        private const int DataNotification = 0x0F;
        private const int InvokeIdFlags = 0x20;
        private const int SpecificationLength = 9;

        private readonly DlmsHandler[] groups;
        private readonly UseCaseTable useCases = EsmeUseCases.CreateTable();
        private readonly AxdrReader specifications = new AxdrReader();
        private readonly AxdrReader data = new AxdrReader();
        private readonly AxdrReader value = new AxdrReader();
        private readonly byte[] kinds = new byte[MaxInstructions];
        private readonly byte[] results = new byte[MaxInstructions];
        private bool succeeded;
        private int structureCountAt;

        /// <summary>Serves the objects of a meter.</summary>
        /// <param name="groups">The handlers, in the order of the groups of <see cref="DlmsObjects"/>.</param>
        public EsmePayload(DlmsHandler[] groups)
        {
            Invariant.Require(groups.Length == DlmsObjects.GroupCount, "a handler for each group");
            this.groups = groups;
        }

        /// <summary>The handlers of all groups for a meter's state.</summary>
        public static DlmsHandler[] CreateGroups(MeterState state)
        {
            DlmsHandler[] groups = new DlmsHandler[DlmsObjects.GroupCount];
            groups[DlmsObjects.DebtGroup] = new DebtObjects(state.Debts);
            groups[DlmsObjects.BalanceGroup] = new BalanceObjects(state);
            groups[DlmsObjects.PaymentGroup] = new PaymentObjects(
                state.Payment,
                state.Configuration.HasSecondaryElement
            );
            groups[DlmsObjects.SupplyGroup] = new SupplyObjects(state.Payment);
            groups[DlmsObjects.TokenGroup] = new TokenObjects();
            groups[DlmsObjects.CalendarGroup] = new CalendarObjects(state);
            groups[DlmsObjects.FirmwareGroup] = new FirmwareObjects(state);
            groups[DlmsObjects.CustomerGroup] = new CustomerObjects(state);
            groups[DlmsObjects.ClockGroup] = new ClockObjects(state.ClockControl);
            groups[DlmsObjects.TariffGroup] = new TariffObjects(state.Metering);
            LogBuffers logs = new LogBuffers(state);
            groups[DlmsObjects.HistoryGroup] = new HistoryObjects(logs);
            groups[DlmsObjects.ProtectedGroup] = new ProtectedObjects(logs);
            groups[DlmsObjects.AuxiliaryGroup] = new AuxiliaryObjects(state);
            return groups;
        }

        /// <inheritdoc/>
        public override UseCaseTable UseCases
        {
            get { return useCases; }
        }

        /// <inheritdoc/>
        public override bool Succeeded
        {
            get { return succeeded; }
        }

        /// <inheritdoc/>
        public override void Use(TopUpEntry topUps)
        {
            for (int group = 0; group < groups.Length; group++)
            {
                groups[group].Use(topUps);
            }
        }

        /// <inheritdoc/>
        public override void Use(MessageBuilder answer)
        {
            for (int group = 0; group < groups.Length; group++)
            {
                groups[group].Use(answer);
            }
        }

        /// <inheritdoc/>
        public override bool Conforms(int useCase, byte[] message, int offset, int count)
        {
            int instructions = OpenRequest(message, offset, count);
            bool single = useCases.Has(useCase, UseCaseFlags.SingleInstruction);
            if (instructions < 1 || (single && instructions != 1))
            {
                return false;
            }
            // An object may be both read and set: a command that only reads, and so travels unsigned, must not set it.
            bool isReading =
                !useCases.Has(useCase, UseCaseFlags.Critical)
                && !useCases.Has(useCase, UseCaseFlags.ReplayProtected)
                && !useCases.Has(useCase, UseCaseFlags.Stores);
            for (int i = 0; i < instructions; i++)
            {
                int kind = specifications.ReadRaw();
                int at = specifications.TakeRaw(SpecificationLength);
                SkipSelection(kind);
                int id = DlmsObjects.Find(message, at, kind);
                if (id < 0 || !useCases.Covers(useCase, id) || (isReading && kind == AccessKind.Set))
                {
                    return false;
                }
                data.Skip();
            }
            return data.IsAtEnd;
        }

        /// <inheritdoc/>
        public override void Execute(int action, int useCase, byte[] message, int offset, int count, OctetWriter reply)
        {
            int messageCode = useCases.GetMessageCode(useCase);
            int instructions = OpenRequest(message, offset, count);
            Invariant.Require(instructions > 0, "a payload that conforms");
            reply.WriteByte(AccessResponse);
            reply.WriteOctets(message, offset + 1, 4);
            // neither date-time nor the specifications of the request are repeated
            reply.WriteByte(0);
            reply.WriteByte(0);
            AxdrWriter.WriteLength(reply, instructions);
            succeeded = action == Run;
            for (int group = 0; group < groups.Length; group++)
            {
                groups[group].Begin();
            }
            for (int i = 0; i < instructions; i++)
            {
                int kind = specifications.ReadRaw();
                // In the answer a get is a get, with a selection or without.
                kinds[i] = (byte)(kind == AccessKind.GetSelected ? AccessKind.Get : kind);
                int at = specifications.TakeRaw(SpecificationLength);
                int selectionStart = specifications.Position;
                SkipSelection(kind);
                int dataStart = data.Position;
                data.Skip();
                if (succeeded)
                {
                    value.Open(message, dataStart, data.Position - dataStart);
                    if (kind == AccessKind.GetSelected)
                    {
                        // Its data is null-data, like that of each get: the selection is all that it has to say.
                        value.Open(message, selectionStart, specifications.Position - selectionStart);
                    }
                    results[i] = (byte)RunOne(DlmsObjects.Find(message, at, kind), messageCode, kind, reply);
                    succeeded = results[i] == AccessResult.Success;
                    continue;
                }
                reply.WriteByte(AxdrTag.Null);
                results[i] = AccessResult.OtherReason;
            }
            if (action == ReportFault)
            {
                results[0] = AccessResult.HardwareFault;
            }
            WriteResults(instructions, reply);
        }

        /// <inheritdoc/>
        public override void WriteAlert(int code, byte[] counter, int counterOffset, long utcSeconds, OctetWriter alert)
        {
            alert.WriteByte(DataNotification);
            alert.WriteByte(InvokeIdFlags);
            alert.WriteOctets(counter, counterOffset + 5, 3);
            alert.WriteByte(0);
            alert.WriteByte(AxdrTag.Structure);
            structureCountAt = alert.Position;
            alert.WriteByte(2);
            alert.WriteByte(AxdrTag.UInt16);
            alert.WriteUInt16(code);
            alert.WriteByte(AxdrTag.OctetString);
            alert.WriteByte(12);
            UtcTime.WriteCosem(utcSeconds, alert.Raw, alert.Reserve(12));
        }

        /// <inheritdoc/>
        public override int OutcomeMessageCode
        {
            get { return OutcomeAlertCode; }
        }

        /// <inheritdoc/>
        public override void WriteOutcome(
            int item,
            int messageCode,
            byte[] counter,
            int counterOffset,
            OctetWriter alert
        )
        {
            // One element more in the structure: message code, counter, and the attribute that had the moment.
            alert.Raw[structureCountAt]++;
            alert.WriteByte(AxdrTag.OctetString);
            alert.WriteByte(2 + 8 + SpecificationLength);
            alert.WriteUInt16(messageCode);
            alert.WriteOctets(counter, counterOffset, 8);
            int row = DlmsObjects.FindRow(ObjectOf(item), AccessKind.Set);
            alert.WriteOctets(DlmsObjects.Table, row, SpecificationLength - 1);
            alert.WriteByte(DlmsObjects.Table[row + DlmsObjects.KeyLength - 1]);
        }

        // Leaves the two readers at the first specification and the first data; gives the number of instructions or -1.
        private int OpenRequest(byte[] message, int offset, int count)
        {
            specifications.Open(message, offset, count);
            bool isRequest = specifications.ReadRaw() == AccessRequest;
            specifications.TakeRaw(4);
            int dateTime = specifications.ReadLength();
            specifications.TakeRaw(dateTime);
            int instructions = specifications.ReadLength();
            if (!isRequest || instructions < 1 || instructions > MaxInstructions)
            {
                return -1;
            }
            int start = specifications.Position;
            for (int i = 0; i < instructions; i++)
            {
                int kind = specifications.ReadRaw();
                specifications.TakeRaw(SpecificationLength);
                SkipSelection(kind);
            }
            int dataCount = specifications.ReadLength();
            if (specifications.Failed || dataCount != instructions)
            {
                return -1;
            }
            int dataStart = specifications.Position;
            specifications.Open(message, start, dataStart - start);
            data.Open(message, dataStart, offset + count - dataStart);
            return instructions;
        }

        private int RunOne(int id, int messageCode, int kind, OctetWriter reply)
        {
            DlmsHandler group = groups[id >> 8];
            int item = id & 0xFF;
            int start = reply.Position;
            group.MessageCode = messageCode;
            int result;
            switch (kind)
            {
                case AccessKind.Get:
                    result = start <= LastValueAt ? group.Get(item, reply) : AccessResult.OtherReason;
                    break;
                case AccessKind.GetSelected:
                    result = group.GetSelected(item, value, reply);
                    break;
                case AccessKind.Set:
                    result = group.Set(item, value);
                    break;
                default:
                    result = group.Call(item, value, reply);
                    break;
            }
            if (result == AccessResult.Success && reply.Position > start && reply.Position > LastValueAt)
            {
                result = AccessResult.OtherReason;
            }
            if (result != AccessResult.Success || reply.Position == start)
            {
                reply.Position = start;
                reply.WriteByte(AxdrTag.Null);
            }
            return result;
        }

        // The access selector and its parameters, which only this choice has.
        private void SkipSelection(int kind)
        {
            if (kind == AccessKind.GetSelected)
            {
                specifications.ReadRaw();
                specifications.Skip();
            }
        }

        private static int ObjectOf(int item)
        {
            if (item >= TableItem)
            {
                return (DlmsObjects.TariffGroup << 8) | (TariffObjects.Activation + item - TableItem);
            }
            switch (item)
            {
                case FutureDatedOutcomes.CapPeriod:
                    return (DlmsObjects.PaymentGroup << 8) | PaymentObjects.CapPeriodActivation;
                case FutureDatedOutcomes.SpecialDays:
                    return (DlmsObjects.CalendarGroup << 8) | CalendarObjects.SpecialDaysActivation;
                case PaymentSetting.Calendar:
                    return (DlmsObjects.CalendarGroup << 8) | CalendarObjects.Activation;
                default:
                    return (DlmsObjects.PaymentGroup << 8) | (PaymentObjects.Activation + item);
            }
        }

        private void WriteResults(int instructions, OctetWriter reply)
        {
            AxdrWriter.WriteLength(reply, instructions);
            for (int i = 0; i < instructions; i++)
            {
                reply.WriteByte(kinds[i]);
                reply.WriteByte(results[i]);
            }
        }
    }
}
