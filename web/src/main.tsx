import { createRoot } from 'react-dom/client';
import { App } from './App';
import './page.css';
import { Connection } from './view/connection';
import { ViewStore } from './view/store';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const store = new ViewStore(() => location.reload());
new Connection(store).start();
createRoot(root).render(<App store={store} />);
