using System.Collections;
using System.Threading.Tasks;

namespace Violations;

public static class StateMachine
{
    public static async void Async() => await Task.Yield();

    public static IEnumerator Iterator()
    {
        yield return null;
    }
}
