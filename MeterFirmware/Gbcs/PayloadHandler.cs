namespace MeterFirmware.Gbcs
{
    /// <summary>
    /// What a meter makes of a payload: COSEM access on an ESME, ZigBee clusters on a GSME. Everything about
    /// authentication is done before it is asked and everything about storage after.
    /// </summary>
    public abstract class PayloadHandler
    {
        /// <summary>Run the instructions.</summary>
        public const int Run = 0;

        /// <summary>Run none: answer as if the first had met a hardware fault.</summary>
        public const int ReportFault = 1;

        /// <summary>
        /// As the item of an outcome: plus a <see cref="Core.Registers.TariffTable"/>, that table.
        /// </summary>
        public const int TableItem = 32;

        /// <summary>The use cases that this meter has.</summary>
        public abstract UseCaseTable UseCases { get; }

        /// <summary>Gives the handler what takes top ups; called once, before the first message.</summary>
        /// <param name="topUps">Takes top ups.</param>
        public abstract void Use(TopUpEntry topUps);

        /// <summary>Gives the handler what encrypts parts of an answer; called once, before the first message.</summary>
        /// <param name="answer">Builds the answer.</param>
        public abstract void Use(MessageBuilder answer);

        /// <summary>
        /// Checks form and content without touching anything: the payload parses to its last octet and every instruction is
        /// one that the use case has.
        /// </summary>
        /// <param name="useCase">A row of <see cref="UseCases"/>.</param>
        /// <param name="message">Holds the payload.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">How many octets it has.</param>
        public abstract bool Conforms(int useCase, byte[] message, int offset, int count);

        /// <summary>
        /// Runs the instructions in order up to the first that fails (break on error) and writes the response's payload.
        /// </summary>
        /// <param name="action"><see cref="Run"/> or <see cref="ReportFault"/>.</param>
        /// <param name="useCase">A row of <see cref="UseCases"/>.</param>
        /// <param name="message">Holds a payload that conforms to it.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">How many octets it has.</param>
        /// <param name="reply">Receives the response's payload.</param>
        public abstract void Execute(int action, int useCase, byte[] message, int offset, int count, OctetWriter reply);

        /// <summary>True if every instruction of the last <see cref="Execute"/> succeeded.</summary>
        public abstract bool Succeeded { get; }

        /// <summary>Writes the payload of an alert that carries nothing but its code and time.</summary>
        /// <param name="code">The alert code.</param>
        /// <param name="counter">Holds the alert's originator counter.</param>
        /// <param name="counterOffset">Where its eight octets begin.</param>
        /// <param name="utcSeconds">When it happened, seconds since 2000-01-01T00:00:00Z.</param>
        /// <param name="alert">Receives the payload.</param>
        public abstract void WriteAlert(
            int code,
            byte[] counter,
            int counterOffset,
            long utcSeconds,
            OctetWriter alert
        );

        /// <summary>The message code of the alert with the outcome of a future-dated command.</summary>
        public abstract int OutcomeMessageCode { get; }

        /// <summary>
        /// Makes the payload of an alert, which <see cref="WriteAlert"/> has begun, that of the outcome of a future-dated command.
        /// </summary>
        /// <param name="item">
        /// What it was that the command set: as <see cref="Core.Payment.FutureDatedOutcomes.FindDue"/>, or from
        /// <see cref="TableItem"/> on a table.
        /// </param>
        /// <param name="messageCode">The command's message code.</param>
        /// <param name="counter">Holds the command's originator counter.</param>
        /// <param name="counterOffset">Where its eight octets begin.</param>
        /// <param name="alert">Receives the payload.</param>
        public abstract void WriteOutcome(
            int item,
            int messageCode,
            byte[] counter,
            int counterOffset,
            OctetWriter alert
        );
    }
}
