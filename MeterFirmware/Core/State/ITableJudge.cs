namespace MeterFirmware.Core.State
{
    /// <summary>Says what is a table: whoever reads tables where they lie must meet nothing else, whatever a record holds.</summary>
    public interface ITableJudge
    {
        /// <summary>Judges the octets of a table.</summary>
        /// <param name="table">Which table.</param>
        /// <param name="payload">Holds them.</param>
        /// <param name="at">Where they begin.</param>
        /// <param name="count">How many.</param>
        /// <returns>A <see cref="TableResult"/>.</returns>
        int Judge(int table, byte[] payload, int at, int count);
    }
}
